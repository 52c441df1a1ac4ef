"""What a community's own shop sells, and what keeps a member from buying it."""

from dataclasses import dataclass
from enum import StrEnum


class OfferKind(StrEnum):
    """What is bought; the table keeps these names."""

    ROLE = "role"
    MARKER = "marker"


class Obstacle(StrEnum):
    """Why something cannot be bought."""

    OFF = "off"
    TROUBLE = "trouble"
    SOLD_OUT = "sold_out"
    LIMIT = "limit"
    GOLD = "gold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms something is sold.

    Attributes:
        gold: What it costs.
        active: Whether it is sold at all.
        stock: How many there are in all; None for no end.
        per_member: How many one member can have; None for no end.
        trouble: Whether the bot is known to be unable to give it.
    """

    gold: int
    active: bool = True
    stock: int | None = None
    per_member: int | None = None
    trouble: bool = False


def stock_left(terms: Terms, sold: int) -> int | None:
    """How many can still be bought when so many are sold and not given back; None for no end."""
    return None if terms.stock is None else max(0, terms.stock - sold)


def obstacle(terms: Terms, sold: int, owned: int, purse: int) -> Obstacle | None:
    """What keeps a member who owns so many, and has this much gold, from buying one more; None if nothing does."""
    if not terms.active:
        return Obstacle.OFF
    if terms.trouble:
        return Obstacle.TROUBLE
    if stock_left(terms, sold) == 0:
        return Obstacle.SOLD_OUT
    if terms.per_member is not None and owned >= terms.per_member:
        return Obstacle.LIMIT
    return Obstacle.GOLD if purse < terms.gold else None
