"""How a reward is written into the journal, and read back: base, factors with their sources, and what cut it.

The amounts themselves are columns of the journal, so they are not repeated. What is 0 or empty is left out.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson

from synapse.engine.reward import Currency, Cut, Factor, FactorSource, Reward

_ROOM = 10_000

# By the reward's id, because one reward is shared by many events and hashing it costs more than writing it.
# The reward beside the text keeps its id from being given to another one.
_written: dict[int, tuple[Reward, str]] = {}


def reward_text(reward: Reward) -> str:
    """A reward as members of a JSON object, without braces; empty if there is nothing to tell."""
    found = _written.get(id(reward))
    if found is not None:
        return found[1]
    if len(_written) >= _ROOM:
        _written.clear()
    text = orjson.dumps(reward_facts(reward)).decode()[1:-1]
    _written[id(reward)] = (reward, text)
    return text


def reward_facts(reward: Reward) -> dict[str, Any]:
    """A reward as plain values; a factor's value is text, because it is a decimal."""
    base = {"xp": reward.base_xp, "stars": reward.base_stars}
    plain = {
        "base": {currency: amount for currency, amount in base.items() if amount},
        "factors": [_factor_facts(factor) for factor in reward.factors],
        "cuts": [cut.value for cut in reward.cut_by],
        "nth_reactor": reward.nth_reactor,
    }
    return {name: value for name, value in plain.items() if value} | ({} if reward.counts else {"counts": False})


def reward_of(facts: Mapping[str, Any], xp: int, stars: int, gold: int = 0) -> Reward:
    """The reward that a journal row tells of."""
    base = facts.get("base", {})
    return Reward(
        xp=xp,
        stars=stars,
        gold=gold,
        base_xp=base.get("xp", 0),
        base_stars=base.get("stars", 0),
        factors=tuple(_factor(factor) for factor in facts.get("factors", ())),
        cut_by=tuple(Cut(cut) for cut in facts.get("cuts", ())),
        counts=facts.get("counts", True),
        nth_reactor=facts.get("nth_reactor", 0),
    )


def _factor_facts(factor: Factor) -> dict[str, Any]:
    plain: dict[str, Any] = {"currency": factor.currency.value, "source": factor.source.value}
    plain["value"] = str(factor.value)
    return plain if factor.boost_id is None else plain | {"boost": factor.boost_id}


def _factor(factor: Mapping[str, Any]) -> Factor:
    currency, source = Currency(factor["currency"]), FactorSource(factor["source"])
    return Factor(currency, source, Decimal(factor["value"]), factor.get("boost"))
