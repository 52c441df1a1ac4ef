"""Reading what an application asks for on the authorize page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from synapse.demo.oauth.grants import SCOPES, OAuthError, Request
from synapse.demo.world import Application

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_CHALLENGE = range(43, 129)
METHODS = {"S256", "plain"}


class BadAddress(Exception):  # noqa: N818 - what it says is that the answer may not be sent there
    """Client or redirect address are wrong, so nothing may be sent there: the person is told instead."""


@dataclass(slots=True, frozen=True)
class Asked:
    """A checked authorization request; fields as in `Request`."""

    client_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str | None
    challenge: str | None
    method: str

    def request(self) -> Request:
        """What the token endpoint needs to remember of it."""
        return Request(self.redirect_uri, frozenset(self.scopes), self.state, self.challenge, self.method)

    def fields(self) -> dict[str, str]:
        """The request again, for the page's forms."""
        fields = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "scope": " ".join(self.scopes),
        }
        if self.state is not None:
            fields["state"] = self.state
        if self.challenge is not None:
            fields |= {"code_challenge": self.challenge, "code_challenge_method": self.method}
        return fields


def read(application: Application, query: Mapping[str, str]) -> Asked:
    """Check a request.

    Raises:
        BadAddress: For an unknown client or a redirect address that is not registered.
        OAuthError: For anything else that is wrong; it may be sent to the redirect address.
    """
    redirect_uri = query.get("redirect_uri", "")
    if query.get("client_id") != str(application.id):
        raise BadAddress("No application has this client id. Check DISCORD_CLIENT_ID of the application you came from.")
    if not _registered(application, redirect_uri):
        raise BadAddress("The application is not registered with this redirect address. Check DISCORD_REDIRECT_URI.")
    if query.get("response_type") != "code":
        raise OAuthError("unsupported_response_type", "The response type must be code.")
    scopes = tuple(dict.fromkeys(query.get("scope", "").split()))
    unknown = set(scopes) - SCOPES
    if not scopes or unknown:
        names = ", ".join(sorted(unknown)) or "none given"
        raise OAuthError("invalid_scope", f"The requested scope is invalid, unknown, or malformed: {names}.")
    challenge, method = query.get("code_challenge"), query.get("code_challenge_method", "plain")
    if challenge is not None and (len(challenge) not in _CHALLENGE or method not in METHODS):
        raise OAuthError("invalid_request", "The code challenge must have 43 to 128 characters, S256 or plain.")
    return Asked(str(application.id), redirect_uri, scopes, query.get("state"), challenge, method)


def _registered(application: Application, redirect_uri: str) -> bool:
    if application.redirect_uris:
        return redirect_uri in application.redirect_uris
    # An application without any registered address may use this machine's, whatever the port.
    try:
        parts = urlsplit(redirect_uri)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and parts.hostname in _LOOPBACK and not parts.fragment
