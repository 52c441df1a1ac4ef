"""Who asks, in each guild that an operation reads: what the privacy policy decides by."""

from collections.abc import Sequence

from strawberry.dataloader import DataLoader

from synapse.api.access import Access
from synapse.db.queries.rights import Rights
from synapse.services.credentials import Caller, Scope
from synapse.services.privacy import STRANGER, Reader


class Readers:
    """The readers of one operation, by guild; who comes together is read in one statement, strangers in none."""

    def __init__(self, access: Access, caller: Caller | None) -> None:
        self._access = access
        self._caller = caller if caller is not None and Scope.READ in caller.scopes else None
        self._loader: DataLoader[int, Reader] = DataLoader(load_fn=self._load)

    async def __call__(self, guild_id: int) -> Reader:
        """Who asks, as they were in the guild when the operation first wanted to know."""
        return STRANGER if self._caller is None else await self._loader.load(guild_id)

    async def again(self, guild_id: int) -> Reader:
        """Who asks, as they are in the guild now: for what takes longer than a request."""
        if self._caller is not None:
            self._loader.clear(guild_id)
        return await self(guild_id)

    async def _load(self, guild_ids: list[int]) -> Sequence[Reader]:
        if self._caller is None:
            return [STRANGER] * len(guild_ids)
        found = await self._access.door.rights(self._caller, guild_ids)
        return [_reader(self._caller, found.get(guild_id)) for guild_id in guild_ids]


def _reader(caller: Caller, rights: Rights | None) -> Reader:
    """Who sees themself as everybody does needs no id, so that the same is told to many."""
    if rights is None:
        return STRANGER
    user_id = caller.user_id if rights.concealed else None
    return Reader(user_id, rights.member, rights.admin and Scope.ADMIN in caller.scopes)
