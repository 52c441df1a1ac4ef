"""What the API knows callers by: the door they come through, and the application they sign in with."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Settings
from synapse.errors import Unavailable
from synapse.runtime import Clock
from synapse.services.credentials import Caller, Keys, new_secret
from synapse.services.discord_oauth import Application
from synapse.services.viewer import Door

_NOT_SET_UP = "Signing in is not set up on this server. Tell the people who run it."


@dataclass(frozen=True, slots=True)
class Access:
    """How callers are admitted.

    Attributes:
        door: Lets callers in and tells what they may do.
        keys: What the process signs with.
        registered: Synapse as it is registered with Discord, None where nobody can sign in.
        clock: The present moment.
    """

    door: Door
    keys: Keys
    registered: Application | None
    clock: Clock

    @property
    def application(self) -> Application:
        """Synapse as it is registered with Discord.

        Raises:
            Unavailable: This process was started without.
        """
        if self.registered is None:
            raise Unavailable(_NOT_SET_UP)
        return self.registered

    async def admit(self, credential: str | None) -> Caller | None:
        """Who presents a credential, None when nothing is presented.

        Raises:
            Unauthenticated: It is wrong, has expired or was ended.
            Unavailable: The database is away.
        """
        return None if credential is None else await self.door.admit(credential, now=self.clock())

    async def confirm(self, caller: Caller) -> None:
        """Check that a caller's credential is still in force; raises as ``admit`` does."""
        await self.door.confirm(caller, now=self.clock())


def access_of(engine: AsyncEngine, settings: Settings | None, clock: Clock) -> Access:
    """How callers are admitted under these settings; without them nobody can be signed in."""
    secret = settings.jwt_secret.get_secret_value() if settings and settings.jwt_secret else new_secret()
    previous = settings.jwt_secret_previous if settings else None
    keys = Keys(secret, previous.get_secret_value() if previous else None)
    door = Door(engine, keys, settings.admin_role_id if settings else None)
    return Access(door, keys, _application(settings), clock)


def _application(settings: Settings | None) -> Application | None:
    if settings is None:
        return None
    number, secret, back = settings.discord_client_id, settings.discord_client_secret, settings.discord_redirect_uri
    if number is None or secret is None or back is None:
        return None
    return Application.at(
        settings.discord_api_url, client_id=number, client_secret=secret.get_secret_value(), redirect_uri=back
    )
