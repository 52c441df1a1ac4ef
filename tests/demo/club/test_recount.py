"""The recount against small ledgers whose result is plain to see."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import orjson

from synapse.demo import recount, snowflakes
from synapse.demo.ledger import Entry, Ledger
from synapse.demo.recount import Database, Event, Tariff
from synapse.demo.recount.journal import voice_differences

GUILD, GENERAL, PYTHON, BOT = 1, 10, 11, 99
ADA, BELA, CHIDI = 100, 101, 102
START_MS = 1_795_521_600_000
MINUTE_MS = 60_000

Value = int | bool | dict[str, object] | None


def given(fields: dict[str, Value]) -> dict[str, object]:
    """The facts among the fields, taken out of them."""
    facts = fields.pop("facts", None)
    return facts if isinstance(facts, dict) else {}


class Log:
    """Writes a ledger by hand."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def note(self, kind: str, at_ms: int = 0, **values: Value) -> None:
        fields: dict[str, Any] = {"guild_id": GUILD, **values}
        self.entries.append(Entry(len(self.entries), kind, START_MS + at_ms, **fields))

    def message(self, who: int, at_ms: int, *, channel: int = GENERAL, parent: int | None = None, **more: Value) -> int:
        message_id = snowflakes.from_ms(START_MS + at_ms, len(self.entries))
        facts = {"length": 10, "has_code": False, "has_link": False, "attachments": 0, "emoji": 0} | given(more)
        place = {"channel_id": channel, "parent_id": parent, "message_id": message_id}
        self.note("message", at_ms, actor_id=who, facts=facts, **place, **more)
        return message_id

    def reaction(
        self, who: int, message: int, author: int, *, emoji: str = "👍", at_ms: int = 0, **more: Value
    ) -> None:
        facts = {"emoji": emoji, "target_is_bot": False, "target_is_webhook": False} | given(more)
        place = {"channel_id": GENERAL, "message_id": message, "target_id": author}
        self.note("reaction", at_ms, actor_id=who, facts=facts, **place, **more)

    def voice(self, who: int, at_ms: int, channel: int | None, **more: Value) -> None:
        self.note("voice", at_ms, actor_id=who, channel_id=channel, **more)

    def events(self, untracked: Collection[int] = ()) -> dict[str, Event]:
        return recount.events(self.entries, GUILD, untracked=untracked)


def row_of(event: Event, **changed: object) -> dict[str, Any]:
    """The journal's row of an event."""
    return {
        "event_key": event.key,
        "kind": event.kind,
        "user_id": event.user_id,
        "channel_id": event.channel_id,
        "parent_id": event.parent_id,
        "occurred_at": moment(event.at_ms),
        "xp": 0,
        "stars": 0,
    } | changed


def moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)


def test_people_in_the_guild_are_counted_and_nobody_else() -> None:
    log = Log()
    kept = log.message(ADA, 0)
    log.message(BOT, 1, is_bot=True)
    log.message(7, 2, is_bot=True, is_webhook=True)
    log.message(ADA, 3, guild_id=None)
    log.message(ADA, 4, guild_id=2)
    log.note("message_edit", 5, actor_id=ADA, channel_id=GENERAL, message_id=kept)
    log.note("message_delete", 6, actor_id=ADA, channel_id=GENERAL, message_id=kept, target_id=ADA)
    assert list(log.events()) == [f"m{kept}"]


def test_a_reaction_is_given_and_received_once_however_many_emoji() -> None:
    log = Log()
    message = log.message(ADA, 0)
    log.reaction(BELA, message, ADA)
    log.reaction(BELA, message, ADA, emoji="🎉")
    log.note("reaction_removed", 1, actor_id=BELA, channel_id=GENERAL, message_id=message, target_id=ADA)
    log.reaction(BELA, message, ADA)
    log.reaction(BOT, message, ADA, is_bot=True)
    events = log.events()
    assert list(events) == [f"m{message}", f"g{message}:{BELA}", f"r{message}:{BELA}"]
    assert events[f"r{message}:{BELA}"].user_id == ADA
    assert recount.counters(events.values()) == {
        ADA: {"messages": 1, "reactions_received": 1},
        BELA: {"reactions_given": 1},
    }


def test_nobody_receives_their_own_reaction_nor_a_machine_one() -> None:
    log = Log()
    message = log.message(ADA, 0)
    log.reaction(ADA, message, ADA)
    log.reaction(ADA, 500, BOT, facts={"target_is_bot": True})
    log.reaction(ADA, 501, 7, facts={"target_is_webhook": True})
    events = log.events()
    assert list(events) == [f"m{message}", f"g{message}:{ADA}", f"g500:{ADA}", f"g501:{ADA}"]
    assert recount.counters(events.values()) == {ADA: {"messages": 1, "reactions_given": 2}}


def test_who_opted_out_is_nowhere() -> None:
    log = Log()
    message, other = log.message(ADA, 0), log.message(BELA, 1)
    log.reaction(BELA, message, ADA)
    log.reaction(ADA, other, BELA)
    assert list(log.events(untracked={ADA})) == [f"m{other}", f"g{message}:{BELA}"]


def test_a_thread_counts_for_whoever_opened_it() -> None:
    log = Log()
    log.note("thread", 0, actor_id=ADA, channel_id=77, parent_id=GENERAL)
    log.note("thread", 0, actor_id=BOT, channel_id=78, parent_id=GENERAL, is_bot=True)
    log.note("thread_delete", 1, actor_id=ADA, channel_id=77, parent_id=GENERAL)
    events = log.events()
    assert list(events) == ["t77"]
    assert events["t77"].parent_id == GENERAL


def test_the_journal_may_neither_lack_nor_invent_nor_repeat() -> None:
    log = Log()
    first, second, third = (log.message(ADA, at) for at in (0, 1000, 2000))
    events = log.events()
    rows = [row_of(events[f"m{first}"]), row_of(events[f"m{second}"]), row_of(events[f"m{second}"])]
    rows += [{**rows[0], "event_key": "m5"}, {**rows[0], "event_key": "l100:2", "kind": 8}]
    assert sorted(recount.journal_differences(events, rows)) == sorted(
        [
            "m5 is in the journal and never happened.",
            f"m{second} is in the journal 2 times.",
            f"m{third} happened and is not in the journal.",
        ]
    )


def test_the_journal_must_tell_the_truth() -> None:
    log = Log()
    message = log.message(ADA, 0, channel=77, parent=GENERAL)
    event = log.events()[f"m{message}"]
    for changed, name in (
        ({"user_id": BELA}, "user_id"),
        ({"channel_id": GENERAL}, "channel_id"),
        ({"parent_id": None}, "parent_id"),
        ({"kind": 4}, "kind"),
        ({"occurred_at": moment(START_MS + 1)}, "dated"),
    ):
        (difference,) = recount.journal_differences({event.key: event}, [row_of(event, **changed)])
        assert name in difference
    assert not list(recount.journal_differences({event.key: event}, [row_of(event)]))


def test_counters_grow_from_where_they_were() -> None:
    log = Log()
    log.message(ADA, 0)
    grown = recount.counters(log.events().values())
    before = [counted(ADA, messages=4), counted(BELA, threads=1)]
    assert not list(recount.counter_differences(grown, [counted(ADA, messages=5), counted(BELA, threads=1)], before))
    assert list(recount.counter_differences(grown, [counted(ADA, messages=6), counted(BELA)], before)) == [
        f"Member {ADA} has messages 6 instead of 5.",
        f"Member {BELA} has threads 0 instead of 1.",
    ]


def counted(user_id: int, **counts: int) -> dict[str, int]:
    names = ("messages", "reactions_given", "reactions_received", "threads")
    return {"user_id": user_id, **dict.fromkeys(names, 0), **counts}


def test_hours_hold_what_happened_in_them() -> None:
    log = Log()
    log.message(ADA, 0)
    log.message(ADA, 59 * MINUTE_MS, channel=77, parent=GENERAL)
    message = log.message(ADA, 60 * MINUTE_MS)
    log.reaction(BELA, message, ADA, at_ms=119 * MINUTE_MS)
    events = log.events().values()
    hours = [in_hour(0, 1, 2), in_hour(1, 1, 1), in_hour(2, 2, 1), in_hour(1, 3, 1), in_hour(1, 5, 9)]
    assert not list(recount.hour_differences(events, hours)), "a reaction may be heard of in the next hour"
    assert len(list(recount.hour_differences(events, [in_hour(0, 1, 3), *hours[2:]]))) == 2
    assert not list(recount.hour_differences(events, [*hours, in_hour(5, 1, 2)], before=[in_hour(5, 1, 2)]))


def in_hour(hour: int, kind: int, events: int) -> dict[str, Any]:
    return {"hour": moment(START_MS + hour * 60 * MINUTE_MS), "channel_id": GENERAL, "kind": kind, "events": events}


def test_voice_has_a_least_and_a_most() -> None:
    log = Log()
    log.voice(ADA, 0, 50)
    log.voice(ADA, 15 * MINUTE_MS, 51)
    log.voice(ADA, 30 * MINUTE_MS, None)
    log.voice(BELA, 0, 50)
    log.voice(BELA, 10 * MINUTE_MS + 5_000, None)
    log.voice(CHIDI, 0, 50)
    log.voice(BOT, 0, 50, is_bot=True)
    bounds = recount.voice_ticks(log.entries, GUILD, START_MS + 45 * MINUTE_MS)
    assert bounds == {ADA: (2, 3), BELA: (1, 1), CHIDI: (4, 4)}
    rows = [{"user_id": user, "kind": 5} for user in (ADA, ADA, BELA, BELA, CHIDI, CHIDI, CHIDI, CHIDI)]
    assert list(voice_differences(bounds, rows)) == [f"Member {BELA} has 2 ticks of voice instead of 1 to 1."]


def posted(log: Log, nonce: str, at_ms: int = 0) -> int:
    return log.message(BOT, at_ms, is_bot=True, facts={"nonce": nonce})


def celebration(number: int, state: str, message_id: int | None = None) -> dict[str, Any]:
    return {"id": number, "event_key": f"l{ADA}:{number}", "state": state, "message_id": message_id}


def outbox(log: Log, rows: Sequence[dict[str, Any]]) -> list[str]:
    return list(recount.outbox_differences(log.entries, rows, BOT))


def test_each_celebration_is_posted_once() -> None:
    log = Log()
    first, second = posted(log, "a"), posted(log, "b")
    log.message(BOT, 5, is_bot=True)
    log.message(ADA, 6, facts={"nonce": "of a client"})
    rows = [celebration(1, "sent", first), celebration(2, "sent", second), celebration(3, "skipped")]
    assert outbox(log, rows) == []


def test_a_celebration_posted_twice_is_found() -> None:
    log = Log()
    first, _ = posted(log, "a"), posted(log, "a")
    assert len(outbox(log, [celebration(1, "sent", first)])) == 2


def test_a_celebration_that_was_not_posted_is_found() -> None:
    log = Log()
    first = posted(log, "a")
    rows = [
        celebration(1, "sent", first),
        celebration(2, "sent", 123),
        celebration(3, "pending"),
        celebration(4, "claimed"),
        celebration(5, "sent", first),
    ]
    assert len(outbox(log, rows)) == 4
    assert len(list(recount.outbox_differences(log.entries, rows, BOT, settled=False))) == 2


def test_messages_earn_by_zone_quality_and_cooldown() -> None:
    log = Log()
    half = {PYTHON: {1: (Fraction(3, 2), Fraction(1)), 4: (Fraction(2), Fraction(3, 2))}}
    plain = log.message(ADA, 0)
    inside = log.message(ADA, 29_999)
    after = log.message(ADA, 30_000, facts={"length": 201, "has_link": True})
    elsewhere = log.message(ADA, 31_000, channel=PYTHON, facts={"length": 501, "has_code": True, "attachments": 2})
    flood = log.message(BELA, 31_000, facts={"emoji": 6})
    thread = log.message(ADA, 32_000, channel=77, parent=PYTHON)
    log.note("thread", 33_000, actor_id=ADA, channel_id=77, parent_id=PYTHON)
    log.reaction(BELA, plain, ADA)
    assert recount.rewards(log.events().values(), Tariff(zones=half)) == {
        f"m{plain}": (15, 1),
        f"m{inside}": (0, 0),
        f"m{after}": (22, 1),
        f"m{elsewhere}": (51, 1),
        f"m{flood}": (7, 1),
        f"m{thread}": (22, 1),
        "t77": (40, 3),
    }


def test_wrong_rewards_are_found() -> None:
    rows = [{"event_key": "m1", "xp": 15, "stars": 1}, {"event_key": "m2", "xp": 15, "stars": 1}]
    must = {"m1": (15, 1), "m2": (0, 0)}
    assert len(list(recount.reward_differences(must, rows))) == 1


def test_a_whole_database_is_compared_at_once() -> None:
    log = Log()
    message = log.message(ADA, 0)
    event = log.events()[f"m{message}"]
    right = Database([row_of(event)], [counted(ADA, messages=1)], [counted(ADA, messages=1)], [in_hour(0, 1, 1)], [])
    assert recount.differences(log.entries, right, guild_id=GUILD, bot_id=BOT, until_ms=START_MS) == []
    nothing = Database([], [], [], [], [])
    assert len(recount.differences(log.entries, nothing, guild_id=GUILD, bot_id=BOT)) == 4


def test_a_ledger_is_read_back_without_its_torn_end(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    with Ledger(path) as ledger:
        ledger.note(
            "message", START_MS, guild_id=GUILD, actor_id=ADA, channel_id=GENERAL, message_id=1, facts={"length": 3}
        )
        ledger.note("voice", START_MS, guild_id=GUILD, actor_id=ADA, channel_id=GENERAL)
    path.write_bytes(path.read_bytes() + orjson.dumps(ledger.entries[0])[:20])
    assert list(recount.read(path)) == ledger.entries
