"""Where events wait: the queue in memory, and the spool on disk."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from synapse.engine.events import Recorded
from synapse.services.ingest import queue as queue_module
from synapse.services.ingest import spool as spool_module
from synapse.services.ingest import wire
from synapse.services.ingest.counters import Counters
from synapse.services.ingest.failures import Failure, kind_of
from synapse.services.ingest.queue import Queue
from synapse.services.ingest.spool import Spool
from synapse.services.ingest.write import OutdatedError, RepeatedError
from tests.services.ingest.conftest import ADA, BOB, Happenings

MIB = 1024 * 1024


def made(count: int) -> list[Recorded]:
    happens = Happenings()
    return [happens.message(at=number) for number in range(count)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def spool(folder: Path) -> Spool:
    return Spool(folder, max_bytes=MIB)


@given(st.integers(0, 2**40), st.booleans(), st.integers(0, 2**63 - 1))
def test_a_line_brings_back_its_event(microseconds: int, flag: bool, number: int) -> None:  # noqa: FBT001 - hypothesis gives it
    happens = Happenings()
    events: list[Recorded] = [
        happens.message(at=microseconds / 1e6),
        *happens.reaction(ADA, BOB, number % 1000, at=microseconds / 1e6),
        happens.thread(number=number),
        happens.tick(companions=int(flag)),
    ]
    assert [wire.load(wire.dump(event)) for event in events] == events


@pytest.mark.parametrize("line", [b"", b"[1,2", b"[1,2]", b"[99]", b"{}", b"7", b"null", b'["a"]', b"[]"])
def test_a_line_that_is_none_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        wire.load(line)


def test_events_come_back_in_order_and_the_files_go(spool: Spool, folder: Path) -> None:
    events = made(10)
    assert all(spool.append(event) for event in events)
    assert spool.take(4) == events[:4]
    spool.append(made(11)[10])
    assert spool.take(100)[:6] == events[4:]
    assert spool.waiting == 0
    assert list(folder.iterdir())
    spool.settle(11)
    assert list(folder.iterdir()) == []


def test_what_an_earlier_process_left_is_found(spool: Spool, folder: Path) -> None:
    events = made(3)
    for event in events:
        spool.append(event)
    spool.close()
    with (folder / "000000000001.jsonl").open("ab") as file:
        file.write(b"[1,2")
    next_process = Spool(folder, max_bytes=MIB)
    assert next_process.open() == 4
    assert next_process.take(10) == events
    assert next_process.corrupt == 1
    next_process.settle(3)
    assert [path.name for path in folder.iterdir()] == [".lock"]
    next_process.append(events[0])
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "000000000002.jsonl"]


def test_segments_end_and_are_deleted_one_by_one(spool: Spool, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool_module, "_SEGMENT_BYTES", 100)
    events = made(9)
    for event in events:
        spool.append(event)
    files = len(list(folder.iterdir()))
    assert files > 2
    assert spool.take(9) == events
    spool.settle(8)
    assert len(list(folder.iterdir())) == 1
    spool.settle(1)
    assert list(folder.iterdir()) == []


def test_a_full_spool_says_so(folder: Path) -> None:
    small = Spool(folder, max_bytes=200)
    answers = [small.append(event) for event in made(9)]
    assert answers[0] is True
    assert answers[-1] is False
    assert small.waiting == answers.count(True)


def test_a_full_disk_says_so_and_keeps_what_is_whole(
    spool: Spool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = made(3)
    spool.append(first)
    real = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda file, data: real(file, data[:5]))
        assert spool.append(second) is False
    with monkeypatch.context() as patched:

        def full(_file: int, _data: bytes) -> int:
            raise OSError(errno.ENOSPC, "no space")

        patched.setattr(os, "write", full)
        assert spool.append(second) is False
    spool.append(third)
    spool.close()
    again = Spool(folder, max_bytes=MIB)
    again.open()
    assert again.take(9) == [first, third]


def test_the_queue_keeps_the_order_over_memory_spool_and_beyond(folder: Path) -> None:
    counters = Counters()
    queue = Queue(Spool(folder, max_bytes=400), counters, limit=3)
    events = made(12)
    assert all(queue.put(event) for event in events)
    assert counters.spooled > 0
    assert queue.behind
    taken: list[Recorded] = []
    while len(queue):
        taken += queue.take(2)[0]
    assert taken == events
    assert queue.take(5) == ([], 0)


def test_the_queue_drops_only_when_there_is_no_room_anywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counters = Counters()
    queue = Queue(Spool(folder, max_bytes=0), counters, limit=1)
    events = made(14)
    answers = [queue.put(event) for event in events]
    assert answers == [True] * 11 + [False] * 3
    assert (counters.accepted, counters.dropped) == (11, 3)
    monkeypatch.setattr(queue_module, "_COMPLAIN_SECONDS", 0)
    assert queue.put(events[13]) is False
    queue.take(11)
    queue.take(11)
    assert queue.put(events[13]) is True


def test_saving_moves_memory_to_the_spool(folder: Path) -> None:
    spool = Spool(folder, max_bytes=MIB)
    queue = Queue(spool, Counters(), limit=10)
    events = made(4)
    for event in events:
        queue.put(event)
    assert queue.save() == 0
    assert spool.take(9) == events
    full = Queue(Spool(folder, max_bytes=0), Counters(), limit=10)
    full.put(events[0])
    assert full.save() == 1


def test_the_queue_forgets_identities_after_a_while(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_module, "_RECENT", 2)
    queue = Queue(Spool(folder, max_bytes=MIB), Counters(), limit=100)
    events = made(6)
    assert [queue.put(event) for event in events] == [True] * 6
    assert queue.put(events[5]) is False
    assert queue.put(events[0]) is True


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RepeatedError(), Failure.REPEATED),
        (OutdatedError(), Failure.OUTDATED),
        (asyncpg.DeadlockDetectedError(), Failure.CONTENDED),
        (asyncpg.SerializationError(), Failure.CONTENDED),
        (asyncpg.AdminShutdownError(), Failure.OUTAGE),
        (asyncpg.CannotConnectNowError(), Failure.OUTAGE),
        (asyncpg.DiskFullError(), Failure.OUTAGE),
        (ConnectionRefusedError(), Failure.OUTAGE),
        (TimeoutError(), Failure.OUTAGE),
        (DBAPIError("", {}, asyncpg.TooManyConnectionsError()), Failure.OUTAGE),
        (asyncpg.CheckViolationError(), Failure.UNFIT),
        (ZeroDivisionError(), Failure.UNFIT),
    ],
)
def test_every_failure_has_its_kind(error: Exception, kind: Failure) -> None:
    assert kind_of(error) is kind


def test_moments_keep_their_microseconds() -> None:
    moment = datetime(2026, 3, 1, 12, 30, 15, 123_457, tzinfo=UTC)
    tick = Happenings().tick()
    object.__setattr__(tick, "occurred_at", moment)
    assert wire.load(wire.dump(tick)).occurred_at == moment
