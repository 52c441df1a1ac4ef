"""Everything the bot says, by topic."""

from collections.abc import Mapping

from bot.texts.en import common, members, own, progress, quests, rules, why

TOPICS: tuple[Mapping[str, str], ...] = (
    common.TEXTS,
    members.TEXTS,
    own.TEXTS,
    progress.TEXTS,
    quests.TEXTS,
    rules.TEXTS,
    why.TEXTS,
)
