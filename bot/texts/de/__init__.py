"""Everything the bot says in German, by topic."""

from collections.abc import Mapping

from bot.texts.de import common, members, own, progress, quests, rules, why

TOPICS: tuple[Mapping[str, str], ...] = (
    common.TEXTS,
    members.TEXTS,
    own.TEXTS,
    progress.TEXTS,
    quests.TEXTS,
    rules.TEXTS,
    why.TEXTS,
)
