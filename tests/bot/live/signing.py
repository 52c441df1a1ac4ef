"""Somebody of the local Discord signed in at the API, for what both faces show."""

from synapse.services.sessions import Person, begin
from tests.api.conftest import Api
from tests.bot.live.harness import Lab


async def sign_in(api: Api, lab: Lab, name: str) -> None:
    """Let what is asked through ``api`` come from a member."""
    user = lab.script.names.user(name)
    person = Person(user_id=user.id, username=name, display_name=name, avatar_url="http://x/a.png")
    tokens = await begin(api.service.engine, api.service.operations.access.keys, person, now=lab.clock())
    api.http.headers["authorization"] = f"Bearer {tokens.access_token}"
