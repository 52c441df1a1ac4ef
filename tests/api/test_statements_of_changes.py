"""No payload of a mutation and no event of a subscription reads one row after the other, whatever is asked of it.

The mutations and the subscriptions are those that the contract has, with all that their answers can hold to some depth.
What a process does by itself goes on meanwhile, so it is repetition that is looked for: a statement that is executed
more often where there is more.
"""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
from graphql import GraphQLObjectType, get_named_type, is_required_argument
from sqlalchemy.engine import URL

from synapse.api import auth, limits
from synapse.api.limiting.points import Allowance
from synapse.api.operations import Request
from synapse.api.schema import contract
from synapse.services import background
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api, open_api
from tests.api.everything import selection
from tests.api.test_every_change import CASES, OWN_CASES, REVERSED

pytestmark = pytest.mark.live

_DEEP = 3
_SHALLOW = frozenset({"configChanged"})
"""What would be larger than any document may be."""
_MORE = 4
"""So many more of the same statement are one for each of something; what goes on by itself makes one or two."""
_GIVEN = {"guildId": '"{}"', "userId": '"3"'}


@pytest.fixture
async def api(live_url: URL, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Api]:
    """The API in front of clubs that may be changed without end."""
    monkeypatch.setattr(limits, "CHANGES", 10**9)
    # What a change has done in the background reads row by row as it should, and is none of the answer's.
    monkeypatch.setattr(background.Worker, "start", lambda _self: None)
    async with open_api(live_url, allowance=Allowance(points=10**9)) as opened:
        yield opened


async def grow(api: Api, guild_id: int) -> None:
    """Give every member some of everything that hangs under members."""
    for number in range(6):
        await club.add_achievement(api.database, f"No {number}", tuple(club.XP), guild_id)
        await club.celebrate(api.database, number + 1, "level_up", '{"level": 2, "gold": 50}', guild_id)
    for number in range(6):
        await api.database.execute(
            "INSERT INTO boosts (guild_id, name, role_id, multipliers) VALUES ($1, $2, $3, '{}')",
            guild_id,
            f"More {number}",
            100 + number,
        )


def root(kind: str) -> GraphQLObjectType:
    found = getattr(contract(), f"{kind}_type")
    assert isinstance(found, GraphQLObjectType)
    return found


def repeated(name: str, few: Counter[str], many: Counter[str]) -> list[str]:
    """The statements that came more often where there was more."""
    return [
        f"{name}: {few[text]} and {times} times {' '.join(text.split())[:120]}"
        for text, times in many.items()
        if times - few[text] >= _MORE and "SELECT" in text
    ]


async def changed(api: Api, name: str, guild_id: int, *, large: bool) -> Counter[str]:
    """The statements of one mutation in a guild of its own."""
    await club.found(api.database, guild_id)
    there = await prepare(api, guild_id)
    if table := REVERSED.get(name):
        await api.database.execute(f"UPDATE {table} SET active = false WHERE guild_id = $1", guild_id)  # noqa: S608 - names
    if large:
        await grow(api, guild_id)
    await sign_in(api, ADMIN if name in CASES else MEMBER)
    title = name[0].upper() + name[1:]
    payload = selection(get_named_type(root("mutation").fields[name].type), _DEEP)
    document = f"mutation ($input: {title}Input!) {{ {name}(input: $input) {payload} }}"
    api.statements.clear()
    answer = await api.ask(document, input=(CASES | OWN_CASES)[name](there))
    assert answer[name]["problems"] == []
    return Counter(api.statements)


async def test_mutations(api: Api) -> None:
    found: list[str] = []
    for number, name in enumerate([*CASES, *OWN_CASES]):
        few, many = [await changed(api, name, 10**6 + 2 * number + large, large=bool(large)) for large in (0, 1)]
        found += repeated(name, few, many)
    assert found == []


async def followed(api: Api, name: str, guild_id: int) -> Counter[str]:
    """The statements of a subscription's first event."""
    field = root("subscription").fields[name]
    needed = [argument for argument, each in field.args.items() if is_required_argument(each)]
    arguments = ", ".join(f"{argument}: {_GIVEN[argument].format(guild_id)}" for argument in needed)
    event = selection(get_named_type(field.type), _DEEP - (name in _SHALLOW))
    operations = api.service.operations
    caller = await operations.access.admit(auth.of_header(api.http.headers["authorization"]))
    asked = Request(query=f"subscription {{ {name}({arguments}) {event} }}", caller=caller)
    api.statements.clear()
    async with aclosing(operations.stream(asked)) as answers:
        answer = await anext(answers)
    assert answer.whole, answer.body["errors"]
    return Counter(api.statements)


async def test_subscriptions(api: Api) -> None:
    small, large = 10**6, 10**6 + 1
    for guild_id in (small, large):
        await club.found(api.database, guild_id)
        await prepare(api, guild_id)
    await grow(api, large)
    await sign_in(api, ADMIN)
    found: list[str] = []
    for name in root("subscription").fields:
        found += repeated(name, await followed(api, name, small), await followed(api, name, large))
    assert found == []
