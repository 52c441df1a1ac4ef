"""Discord's OAuth2 as an application sees it: where to send people, and who came back.

https://discord.com/developers/docs/topics/oauth2
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
import orjson
import structlog

from synapse.db.queries.sessions import Person
from synapse.errors import Invalid, Unavailable

log = structlog.get_logger(__name__)

SCOPES = ("identify", "guilds", "guilds.members.read")
_API = "https://discord.com/api/v10"
_CDN = "https://cdn.discordapp.com"
_PATIENCE = aiohttp.ClientTimeout(total=10)
_DEFAULT_AVATARS = 6
_LONGEST_ANSWER = 100_000
_GREATEST_ID = 2**63 - 1
_AWAY = "Discord cannot be reached at the moment. Try again in a minute."
_SET_UP = (
    "Discord refused this server's own credentials. Tell the people who run it to check DISCORD_CLIENT_ID, "
    "DISCORD_CLIENT_SECRET and DISCORD_REDIRECT_URI."
)
_STALE = "Discord no longer knows this sign-in. Begin again."


@dataclass(frozen=True, slots=True)
class Application:
    """Synapse as it is registered with Discord.

    Attributes:
        client_secret: Its secret.
        redirect_uri: Where Discord sends people back to.
        api_url: Discord's REST API, version included; another one for the local Discord.
        cdn_url: Where pictures lie.
    """

    client_id: str
    client_secret: str
    redirect_uri: str
    api_url: str = _API
    cdn_url: str = _CDN

    def __repr__(self) -> str:
        return f"Application({self.client_id})"

    @classmethod
    def at(cls, api_url: str | None, *, client_id: str, client_secret: str, redirect_uri: str) -> "Application":
        """The application at Discord, or at the one whose API has this address and that serves its pictures too."""
        if api_url is None:
            return cls(client_id, client_secret, redirect_uri)
        return cls(client_id, client_secret, redirect_uri, api_url.rstrip("/"), _origin(api_url))

    def authorize_url(self, *, state: str, verifier: str) -> str:
        """Where a person agrees to sign in; PKCE's challenge is made of the verifier (RFC 7636)."""
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "scope": " ".join(SCOPES),
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{_origin(self.api_url)}/oauth2/authorize?{urlencode(asked)}"


async def identify(application: Application, *, code: str, verifier: str) -> Person:
    """Who came back from Discord with this code. Discord's token is used for this one question and not kept.

    Raises:
        Invalid: The code is wrong, was used, or belongs to another sign-in.
        Unavailable: Discord is away, or refuses this server.
    """
    async with aiohttp.ClientSession(timeout=_PATIENCE) as http:
        token = await _token(http, application, code, verifier)
        headers = {"Authorization": f"Bearer {token}"}
        status, answer = await _ask(http, "GET", f"{application.api_url}/users/@me", headers=headers)
    if status != 200:  # noqa: PLR2004 - HTTP's OK
        raise _refused("users/@me", status)
    return _person(application, answer)


async def _token(http: aiohttp.ClientSession, application: Application, code: str, verifier: str) -> str:
    form = {
        "client_id": application.client_id,
        "client_secret": application.client_secret,
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": application.redirect_uri,
        "code_verifier": verifier,
    }
    status, answer = await _ask(http, "POST", f"{application.api_url}/oauth2/token", data=form)
    if answer.get("error") == "invalid_grant":
        raise Invalid(_STALE, path=("code",))
    token = answer.get("access_token")
    if status != 200 or not isinstance(token, str):  # noqa: PLR2004 - as above
        raise _refused("oauth2/token", status)
    return token


async def _ask(http: aiohttp.ClientSession, method: str, address: str, **more: Any) -> tuple[int, Mapping[str, Any]]:  # noqa: ANN401 - aiohttp's own arguments
    """Status and body of a call; a body that is no JSON object is an empty one."""
    try:
        async with http.request(method, address, allow_redirects=False, **more) as response:
            body = await response.content.read(_LONGEST_ANSWER)
            status = response.status
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        log.warning("discord.away", error=type(error).__name__)
        raise Unavailable(_AWAY) from error
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        answer = None
    return status, answer if isinstance(answer, dict) else {}


def _refused(what: str, status: int) -> Unavailable:
    """What a refusal means for the person; the log has the status and nothing that was sent."""
    log.warning("discord.refused", call=what, status=status)
    ours = status in (400, 401, 403)
    return Unavailable(_SET_UP if ours else _AWAY)


def _person(application: Application, answer: Mapping[str, Any]) -> Person:
    user_id = answer.get("id")
    if not (isinstance(user_id, str) and user_id.isascii() and user_id.isdecimal() and int(user_id) <= _GREATEST_ID):
        raise _refused("users/@me", 200)
    name = str(answer.get("username") or user_id)
    avatar = answer.get("avatar")
    picture = f"avatars/{user_id}/{avatar}" if avatar else f"embed/avatars/{(int(user_id) >> 22) % _DEFAULT_AVATARS}"
    return Person(int(user_id), name, str(answer.get("global_name") or name), f"{application.cdn_url}/{picture}.png")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
