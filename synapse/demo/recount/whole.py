from collections.abc import Collection, Sequence
from dataclasses import dataclass

from synapse.demo.ledger import Entry
from synapse.demo.recount.expected import counters, events, voice_ticks
from synapse.demo.recount.journal import (
    Row,
    counter_differences,
    hour_differences,
    journal_differences,
    voice_differences,
)
from synapse.demo.recount.outbox import outbox_differences


@dataclass(frozen=True, slots=True)
class Database:
    """One guild's rows as they are, with the columns that each comparison names.

    Attributes:
        journal: Of events, without those from before the ledger began.
        members: Of members.
        seasons: Of member_seasons, of the season that is active.
        hours: Of activity_hours.
        outbox: Of announcements, without those from before the ledger began.
    """

    journal: Sequence[Row]
    members: Sequence[Row]
    seasons: Sequence[Row]
    hours: Sequence[Row]
    outbox: Sequence[Row]


EMPTY = Database((), (), (), (), ())


def differences(
    entries: Sequence[Entry],
    database: Database,
    *,
    guild_id: int,
    bot_id: int,
    until_ms: int | None = None,
    before: Database = EMPTY,
    untracked: Collection[int] = (),
    settled: bool = True,
) -> list[str]:
    """Everything in which ledger and database disagree; empty when nothing was lost, doubled or invented.

    Args:
        entries: The whole ledger.
        database: What is there once the bot has settled everything.
        guild_id: The guild.
        bot_id: The bot, whose posts are compared with the outbox.
        until_ms: When the rows were read, ms since 1970: the end of stays in voice that still go on. None
            leaves voice out, as a time-travelling test must.
        before: Members, seasons and hours as they were when the ledger began, for a guild with a past.
        untracked: Members who had opted out all along.
        settled: Whether celebrations that still wait are a difference.

    Returns:
        A sentence for each difference.
    """
    expected = events(entries, guild_id, untracked=untracked)
    grown = counters(expected.values())
    found = [
        *journal_differences(expected, database.journal),
        *counter_differences(grown, database.members, before.members),
        *(f"Season: {line}" for line in counter_differences(grown, database.seasons, before.seasons)),
        *hour_differences(expected.values(), database.hours, before.hours),
        *outbox_differences(entries, database.outbox, bot_id, settled=settled),
    ]
    if until_ms is not None:
        bounds = voice_ticks(entries, guild_id, until_ms)
        found += voice_differences({k: v for k, v in bounds.items() if k not in untracked}, database.journal)
    return found
