"""Signing in with Discord: the code flow with state and PKCE, each beginning finished at most once.

Three things have to come together at the end. The state and the code come back through the person's browser by
way of Discord. The ticket never was in an address: whoever began keeps it with the person's browser, so nobody
can be lured into finishing somebody else's sign-in. PKCE's verifier is derived from both by this server's own
secret, so it is neither kept nor ever sent to a browser.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import sign_ins as queries
from synapse.db.read import writing
from synapse.errors import Invalid
from synapse.services import discord_oauth, sessions
from synapse.services.credentials import Keys, digest, new_secret
from synapse.services.discord_oauth import Application
from synapse.services.sessions import Tokens

LIFE = timedelta(minutes=10)
"""How long a person may take between beginning and end."""
_LONGEST = 500
_UNKNOWN = "This sign-in has expired, was finished before, or began in another browser. Begin again."


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """Where to send the person, and what ties their return to their browser; it does not print itself."""

    url: str
    ticket: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Returned:
    """What a person came back with: two by way of Discord, and the ticket that their browser kept."""

    code: str
    state: str
    ticket: str


async def begin(engine: AsyncEngine, keys: Keys, application: Application, *, now: datetime) -> Begun:
    """Begin to sign somebody in, whoever it will be."""
    state, ticket = new_secret(), new_secret()
    async with writing(engine) as connection:
        await queries.prune(connection, now)
        await queries.begin(connection, digest(state), digest(ticket), now + LIFE)
    url = application.authorize_url(state=state, verifier=_verifier(keys, state, ticket))
    return Begun(url, ticket, now + LIFE)


async def finish(
    engine: AsyncEngine, keys: Keys, application: Application, returned: Returned, *, now: datetime
) -> Tokens:
    """Open a session for the person who came back.

    Raises:
        Invalid: The sign-in is over, began elsewhere, or Discord does not know its code.
        Unavailable: Discord is away, or refuses this server.
    """
    code, state, ticket = returned.code, returned.state, returned.ticket
    if not all(1 <= len(text) <= _LONGEST for text in (code, state, ticket)):
        raise Invalid(_UNKNOWN)
    async with writing(engine) as connection:
        # Taken before anything is checked: a state serves once, even if what came with it is wrong.
        row = await queries.take(connection, digest(state))
    if row is None or row["expires_at"] <= now or not hmac.compare_digest(row["ticket_digest"], digest(ticket)):
        raise Invalid(_UNKNOWN)
    verifier = _verifier(keys, state, ticket)
    person = await discord_oauth.identify(application, code=code, verifier=verifier)
    return await sessions.begin(engine, keys, person, now=now)


def _verifier(keys: Keys, state: str, ticket: str) -> str:
    return keys.derive("pkce", state, ticket)
