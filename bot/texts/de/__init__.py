"""Everything the bot says in German, by topic."""

from collections.abc import Mapping

from bot.texts.de import common, members, rules, why

TOPICS: tuple[Mapping[str, str], ...] = (common.TEXTS, members.TEXTS, rules.TEXTS, why.TEXTS)
