"""Everything the bot says, by topic."""

from collections.abc import Mapping

from bot.texts.en import common, members, rules, why

TOPICS: tuple[Mapping[str, str], ...] = (common.TEXTS, members.TEXTS, rules.TEXTS, why.TEXTS)
