"""What the numbers in the audit log's entries stand for, as it is called now."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import audit as queries
from synapse.db.read import reading
from synapse.services.audit import Entry


class NameKind(StrEnum):
    """The kinds of thing that entries speak of by number."""

    ACHIEVEMENT = "achievement"
    CHANNEL = "channel"
    MEMBER = "member"
    QUEST = "quest"
    ROLE = "role"
    SEASON = "season"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing of a guild that an entry speaks of."""

    guild_id: int
    kind: NameKind
    number: int


_SUBJECTS = {
    "achievement": NameKind.ACHIEVEMENT,
    "grant": NameKind.ACHIEVEMENT,
    "hand_in": NameKind.QUEST,
    "quest": NameKind.QUEST,
    "season": NameKind.SEASON,
    "zone": NameKind.ZONE,
}
_ENDINGS = {
    "channel": NameKind.CHANNEL,
    "member": NameKind.MEMBER,
    "role": NameKind.ROLE,
    "season": NameKind.SEASON,
    "user": NameKind.MEMBER,
    "zone": NameKind.ZONE,
}
_CHANNELS = "channels."


def refs_of(entry: Entry) -> frozenset[Ref]:
    """Everything that an entry names by number: its subject, and what its fields hold."""
    kind, _, number = entry.subject.partition(":")
    found = {(_SUBJECTS[kind], number)} if kind in _SUBJECTS else set()
    for side in (entry.before or {}, entry.after or {}):
        for field, value in side.items():
            found.update(_of_field(field, value))
    return frozenset(Ref(entry.guild_id, kind, int(text)) for kind, text in found if _is_number(text))


def _of_field(field: str, value: Any) -> Iterator[tuple[NameKind, str]]:  # noqa: ANN401 - plain JSON of any kind
    if field.startswith(_CHANNELS):
        yield NameKind.CHANNEL, field.removeprefix(_CHANNELS)
        yield NameKind.ZONE, str(value)
        return
    if kind := _kind_of(field):
        for each in value if isinstance(value, list) else [value]:
            yield kind, str(each)


def _kind_of(field: str) -> NameKind | None:
    """The kind of the numbers in a field: by its last word, as in ``announce_channel`` and ``exclusions.role_ids``."""
    last = field.rpartition(".")[2].removesuffix("_ids").removesuffix("_id").rpartition("_")[2]
    return _ENDINGS.get(last)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) < 2**63


async def names(engine: AsyncEngine, refs: Collection[Ref]) -> Mapping[Ref, str]:
    """What these are called, members left out, for who may read of a member is not ours to say; one statement."""
    wanted = [ref for ref in refs if ref.kind is not NameKind.MEMBER]
    async with reading(engine) as connection:
        rows = await queries.names(connection, [(ref.guild_id, ref.kind.value, ref.number) for ref in wanted])
    return {Ref(row["guild_id"], NameKind(row["kind"]), row["number"]): row["name"] for row in rows}
