"""What resolvers ask for one by one in the same turn, under the same conditions, becomes one call."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from strawberry.dataloader import DataLoader

G = TypeVar("G", bound=Hashable)
T = TypeVar("T")


class Gathered(Generic[G, T]):
    """Gathers numbers by the conditions under which they are asked for; does not cache, as all loaders here."""

    def __init__(self, load: Callable[[G, Sequence[int]], Awaitable[Mapping[int, T]]]) -> None:
        self._load = load
        self._loader: DataLoader[tuple[G, int], T | None] = DataLoader(load_fn=self._all, cache=False)

    async def __call__(self, conditions: G, wanted: int) -> T | None:
        """What is there under a number, None when nothing is."""
        return await self._loader.load((conditions, wanted))

    async def _all(self, keys: list[tuple[G, int]]) -> list[T | None]:
        by_conditions: defaultdict[G, set[int]] = defaultdict(set)
        for conditions, wanted in keys:
            by_conditions[conditions].add(wanted)
        found = {
            conditions: await self._load(conditions, sorted(all_wanted))
            for conditions, all_wanted in by_conditions.items()
        }
        return [found[conditions].get(wanted) for conditions, wanted in keys]
