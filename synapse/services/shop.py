"""A community's own shop: what admins offer for gold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Self

import asyncpg
from pydantic import Field, StringConstraints, model_validator
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import settings as role_queries
from synapse.db.queries import shop as queries
from synapse.db.read import Row, reading
from synapse.engine import shop as engine_shop
from synapse.engine.shop import OfferKind, Terms
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import changes, subjects, versions
from synapse.services.changes import Actor
from synapse.services.checks import Draft, Name, Words, checked
from synapse.services.level_roles import EXPLAINED, RoleProblem
from synapse.services.subjects import Doing, Fields, Sides
from synapse.services.texts import say
from synapse.services.versions import Versions

MOST = 100
"""The most offers that a guild can have, those that are switched off too."""

_Price = Annotated[int, Field(ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that is sold; ``version`` counts its changes.

    Attributes:
        kind: A role, or a marker beside the name.
        stock: How many there are in all; None for no end.
        per_member: How many one member can have; None for no end. A role can be had once.
        sold: How many were bought and not refunded.
        problem: What keeps the bot from giving the role.
    """

    guild_id: int
    id: int
    version: int
    name: str
    description: str
    kind: OfferKind
    role_id: int | None
    marker: str
    gold: int
    stock: int | None
    per_member: int | None
    active: bool
    sold: int
    problem: RoleProblem | None

    @property
    def terms(self) -> Terms:
        """On which terms it is sold."""
        per_member = 1 if self.kind is OfferKind.ROLE else self.per_member
        trouble = self.problem is not None
        return Terms(gold=self.gold, active=self.active, stock=self.stock, per_member=per_member, trouble=trouble)

    @property
    def stock_left(self) -> int | None:
        """How many can still be bought; None for no end."""
        return engine_shop.stock_left(self.terms, self.sold)

    @property
    def trouble(self) -> str | None:
        """What keeps the bot from giving the role, and what an admin can do about it."""
        return None if self.problem is None else EXPLAINED[self.problem]


class OfferDraft(Draft):
    """An offer as somebody wants it; the fields are those of ``Offer``."""

    name: Name
    description: Words = ""
    kind: OfferKind
    role_id: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    marker: Annotated[str, StringConstraints(strip_whitespace=True, max_length=16, pattern=r"^[^\s<>@#:/`*_~|]*$")] = ""
    gold: _Price
    stock: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    per_member: Annotated[int, Field(ge=1, le=1_000_000)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind is OfferKind.ROLE and self.role_id is None:
            raise ValueError(say("refused.shop.no_role"))
        if self.kind is OfferKind.MARKER and not self.marker:
            raise ValueError(say("refused.shop.no_marker"))
        return self


async def offers(
    engine: AsyncEngine, guild_id: int, ids: Sequence[int] | None = None, *, everything: bool = False
) -> list[Offer]:
    """These offers of a guild or all of them, the cheapest first; those that are off only with ``everything``."""
    async with reading(engine) as connection:
        found = [_offer(guild_id, row) for row in await queries.offers(connection, guild_id, ids)]
    return [each for each in found if everything or each.active]


async def one(connection: "asyncpg.Connection[Any]", guild_id: int, offer_id: int) -> Offer:
    """An offer of a guild.

    Raises:
        NotFound: There is none of this id.
    """
    rows = await queries.offers(connection, guild_id, [offer_id])
    if not rows:
        raise NotFound(say("refused.shop.unknown"), path=("id",))
    return _offer(guild_id, rows[0])


async def create(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, values: Mapping[str, Any], reason: str | None = None
) -> Offer:
    """Offer something.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        values: As ``OfferDraft``.
        reason: Why, for the audit log.

    Raises:
        Invalid: A value is wrong in itself.
        Conflict: There are too many offers.
        NotFound: The guild or the role is not there.
    """
    draft = checked(OfferDraft, values)
    async with changes.changing(engine, guild_id) as connection:
        if len(await queries.offers(connection, guild_id)) >= MOST:
            raise Conflict(say("refused.shop.most", most=MOST))
        await _check_role(connection, guild_id, draft)
        wanted = {"active": True, **_fields(draft)}
        number = await queries.insert(connection, guild_id, _columns(wanted))
        doing = Doing(actor=actor, guild_id=guild_id, action="create", reason=reason)
        await subjects.note(connection, OFFER, number, Sides(None, wanted), doing)
        return await one(connection, guild_id, number)


async def update(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    offer_id: int,
    version: int,
    values: Mapping[str, Any],
    reason: str | None = None,
) -> Offer:
    """Change some fields of an offer. Who bought it has it as it is from now on, for what they paid.

    Raises:
        Invalid: A value is wrong in itself, or does not fit the rest.
        Conflict: Somebody else changed the offer, or it was sold as something else.
        NotFound: The guild, the offer or the role is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        await queries.lock(connection, guild_id, offer_id)
        offer = await one(connection, guild_id, offer_id)
        await _check_version(connection, offer, version)
        draft = checked(OfferDraft, {name: getattr(offer, name) for name in OfferDraft.model_fields} | dict(values))
        await _check_role(connection, guild_id, draft)
        doing = Doing(actor=actor, guild_id=guild_id, action="update", reason=reason)
        await subjects.alter(connection, OFFER, offer_id, _fields(draft), doing)
        return await one(connection, guild_id, offer_id)


async def set_active(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    offer_id: int,
    version: int,
    active: bool,
    reason: str | None = None,
) -> Offer:
    """Sell something no more, or again. Who bought it keeps it.

    Raises:
        Conflict: Somebody else changed the offer.
        NotFound: The guild or the offer is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        offer = await one(connection, guild_id, offer_id)
        await _check_version(connection, offer, version)
        action = "reactivate" if active else "deactivate"
        doing = Doing(actor=actor, guild_id=guild_id, action=action, reason=reason)
        await subjects.alter(connection, OFFER, offer_id, {"active": active}, doing)
        return await one(connection, guild_id, offer_id)


class _OfferSubject:
    """An offer's fields."""

    kind = "offer"
    parts = frozenset({Part.SHOP})

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        rows = await queries.offers(connection, guild_id, [number])
        return {name: _plain(name, rows[0][name]) for name in names} if rows else None

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        now = await self.read(connection, guild_id, number, queries.FIELDS) or {}
        offer = await one(connection, guild_id, number)
        if offer.sold and any(fields.get(name, now[name]) != now[name] for name in ("kind", "role_id")):
            raise Conflict(say("refused.shop.sold"), path=("kind",))
        await queries.save(connection, guild_id, number, _columns({**now, **fields}))


OFFER = _OfferSubject()


def _fields(draft: OfferDraft) -> dict[str, Any]:
    """A draft as the audit log has it: plain JSON, and nothing that does not belong to its kind."""
    plain = {name: _plain(name, getattr(draft, name)) for name in OfferDraft.model_fields}
    return plain | ({"marker": ""} if draft.kind is OfferKind.ROLE else {"role_id": None})


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - a field of any type, and plain JSON
    if isinstance(value, OfferKind):
        return value.value
    return str(value) if name == "role_id" and value is not None else value


def _columns(fields: Fields) -> dict[str, Any]:
    """The audit log's fields as the table has them."""
    return {**fields, "role_id": None if fields["role_id"] is None else int(fields["role_id"])}


def _offer(guild_id: int, row: Row) -> Offer:
    values: dict[str, Any] = dict(row)
    problem = None if row["problem"] is None else RoleProblem(row["problem"])
    return Offer(guild_id=guild_id, **values | {"kind": OfferKind(row["kind"]), "problem": problem})


async def _check_version(connection: "asyncpg.Connection[Any]", offer: Offer, asked: int) -> None:
    subject = subjects.name_of(OFFER, offer.id)
    await versions.check(connection, offer.guild_id, subject, Versions(offer.version, asked), "offer")


async def _check_role(connection: "asyncpg.Connection[Any]", guild_id: int, draft: OfferDraft) -> None:
    if draft.kind is not OfferKind.ROLE or draft.role_id is None:
        return
    if draft.role_id == guild_id:
        raise Invalid(say("refused.level_role.everybody"), path=("role_id",))
    if not await role_queries.known(connection, guild_id, "role", [draft.role_id]):
        raise NotFound(say("refused.missing.role", id=draft.role_id), path=("role_id",))
