"""Which boosts apply at a moment to the members of some roles, and the factors that come of them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from synapse.engine.events import EventKind
from synapse.engine.reward import Currency, Factor, FactorSource
from synapse.engine.rules import Boost
from synapse.engine.windows import microseconds


class Boosts:
    """The boosts of one guild's rules, laid out by the spans of time between their starts and ends.

    Attributes:
        role_ids: The roles that matter to them.
    """

    __slots__ = ("_by_id", "_edges", "_spans", "role_ids")

    def __init__(self, boosts: Sequence[Boost]) -> None:
        self.role_ids = frozenset(each.role_id for each in boosts if each.role_id is not None)
        self._by_id = {each.id: each for each in boosts}
        bounds = {bound for each in boosts for bound in (each.starts_at, each.ends_at) if bound is not None}
        self._edges = sorted(microseconds(bound) for bound in bounds)
        # Nothing begins or ends within a span, so any moment of it stands for all; before the first edge any will do.
        moments = [self._edges[0] - 1 if self._edges else 0, *self._edges]
        self._spans = [[(each.id, each.role_id) for each in boosts if _holds(each, moment)] for moment in moments]

    def __bool__(self) -> bool:
        return bool(self._by_id)

    def applying(self, at: int, role_ids: Sequence[int]) -> tuple[int, ...]:
        """The ids of the boosts that apply at a moment (microseconds since 1970) to a member of these roles."""
        running = self._spans[bisect_right(self._edges, at)]
        if not running:
            return ()
        return tuple([number for number, role_id in running if role_id is None or role_id in role_ids])

    def factors(self, ids: Iterable[int], kind: EventKind) -> tuple[Factor, ...]:
        """The factors other than 1 that these boosts put on a kind of event.

        Boosts do not pile up: of all roles of a member only the one with the highest factor counts, and of all
        events at a time likewise, for each currency by itself.
        """
        best: dict[tuple[Currency, FactorSource], Factor] = {}
        for boost in (self._by_id[number] for number in ids):
            pair = boost.multipliers.get(kind)
            if pair is None:
                continue
            source = FactorSource.EVENT if boost.role_id is None else FactorSource.ROLE
            for currency, value in ((Currency.XP, pair.xp), (Currency.STARS, pair.stars)):
                known = best.get((currency, source))
                if known is None or value > known.value:
                    best[currency, source] = Factor(currency, source, value, boost.id)
        return tuple(factor for factor in best.values() if factor.value != 1)


def _holds(boost: Boost, at: int) -> bool:
    begun = boost.starts_at is None or microseconds(boost.starts_at) <= at
    return begun and (boost.ends_at is None or at < microseconds(boost.ends_at))
