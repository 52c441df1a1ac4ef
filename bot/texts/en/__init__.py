"""Everything the bot says, by topic."""

from collections.abc import Mapping

from bot.texts.en import common, giving, members, own, progress, quests, rules, setup, shop, weeks, why, zones

TOPICS: tuple[Mapping[str, str], ...] = (
    common.TEXTS,
    giving.TEXTS,
    members.TEXTS,
    own.TEXTS,
    progress.TEXTS,
    quests.TEXTS,
    rules.TEXTS,
    shop.TEXTS,
    setup.TEXTS,
    weeks.TEXTS,
    why.TEXTS,
    zones.TEXTS,
)
