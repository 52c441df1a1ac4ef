"""Two bots over one folder, as a deploy has them for a moment."""

from pathlib import Path

from synapse.engine.events import MessageSent
from synapse.services.ingest.place import Place
from synapse.services.ingest.spool import Spool
from tests.engine.samples import NOON


def message(number: int) -> MessageSent:
    return MessageSent(guild_id=1, user_id=2, channel_id=3, occurred_at=NOON, message_id=number, length=5)


def spool(folder: Path) -> Spool:
    return Spool(folder, max_bytes=100_000)


def test_two_living_processes_never_touch_each_others_files(tmp_path: Path) -> None:
    old, new = spool(tmp_path), spool(tmp_path)
    assert old.open() == 0
    assert old.append(message(1))
    assert new.open() == 0
    assert new.append(message(2))
    assert [event.key for event in new.take(10)] == ["m2"]
    new.settle(1)
    assert [event.key for event in old.take(10)] == ["m1"]
    old.settle(1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "beside-1"]


def test_what_ended_processes_left_is_taken_over_in_order(tmp_path: Path) -> None:
    old, new = spool(tmp_path), spool(tmp_path)
    old.open()
    new.open()
    assert old.append(message(1))
    assert new.append(message(2))
    old.close()
    new.close()
    third = spool(tmp_path)
    assert third.open() == 2
    assert [event.key for event in third.take(10)] == ["m1", "m2"]


def test_what_a_living_process_has_beside_stays_its_own(tmp_path: Path) -> None:
    old, new = spool(tmp_path), spool(tmp_path)
    old.open()
    new.open()
    assert new.append(message(2))
    old.close()
    third = spool(tmp_path)
    assert third.open() == 0
    assert new.waiting == 1


def test_a_folder_that_cannot_be_made_is_left_to_whoever_writes(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    place = Place(tmp_path / "file" / "spool")
    place.take()
    assert place.folder == tmp_path / "file" / "spool"
    place.let_go()
