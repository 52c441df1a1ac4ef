"""What members buy with their gold."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import purses as queries
from synapse.db.read import writing
from synapse.engine.events import GoldSpent
from synapse.errors import Conflict
from synapse.services import gifts
from synapse.services.awards import Key
from synapse.services.checks import Draft, checked
from synapse.services.texts import say


class Item(StrEnum):
    """What can be bought; the journal keeps these names."""

    COFFEE = "coffee"


@dataclass(frozen=True, slots=True)
class Purchase:
    """What was bought, for how much, and what is left; ``repeated`` when an earlier request bought it already."""

    item: Item
    gold: int
    left: int
    repeated: bool


class _Keyed(Draft):
    idempotency_key: Key


async def buy(
    engine: AsyncEngine, *, guild_id: int, user_id: int, item: Item, idempotency_key: str, now: datetime
) -> Purchase:
    """Spend a member's gold at the guild's price. The same key of the same member is the same purchase.

    Raises:
        Invalid: The key is empty or too long.
        Conflict: They have too little gold, left, or opted out of being tracked.
        NotFound: They are not a member of the guild.
    """
    key = checked(_Keyed, {"idempotency_key": idempotency_key}).idempotency_key
    async with writing(engine) as connection:
        member = await gifts.member_of(connection, guild_id, user_id)
        rules = await gifts.rules_of(connection, guild_id)
        price = rules.settings.shop.coffee_gold
        event = GoldSpent(
            guild_id=guild_id,
            user_id=user_id,
            occurred_at=now,
            idempotency_key=f"{user_id}:{key}",
            gold=price,
            purpose=item.value,
        )
        if (before := await queries.event(connection, guild_id, event.key)) is not None:
            return Purchase(item, -before["gold"], member["gold"], repeated=True)
        if member["gold"] < price:
            raise Conflict(say("refused.purchase.gold", price=price, gold=member["gold"]), path=("item",))
        await gifts.hand_over(connection, rules, event)
        return Purchase(item, price, member["gold"] - price, repeated=False)
