"""``/pictures``: members' cards and the top of a board as PNG, for pages that show what they link to.

Everybody gets what everybody may see. One's own card is for who is signed in, in a colour that is being tried.
"""

import re
from dataclasses import replace
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from synapse.api import auth
from synapse.api.service import Service
from synapse.engine.rules import Rules
from synapse.errors import Unauthenticated, Unavailable
from synapse.pictures import scenes
from synapse.pictures.scenes import Scene, Style
from synapse.services import boards, cards, directory
from synapse.services.boards import Board, Question, Span, Window
from synapse.services.cards import Card
from synapse.services.credentials import Caller, Scope
from synapse.services.privacy import Reader
from synapse.services.texts import say, speaking

_KEEP = "public, max-age=60"
"""No longer, and never stale: a guild may decide that only its members see it, and a member that nobody does."""
_KEEP_OWN = "private, no-cache"
_COLOR = re.compile(r"#?[0-9a-fA-F]{6}")
_THEMES = frozenset({"dark", "light"})
_ON_STEPS = 3
_BEYOND = 2**64
_DIGITS = 20


class Pictures:
    """The pictures of the guilds that a service serves, as anybody may see them."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._gallery = service.gallery

    async def member(self, request: Request) -> Response:
        """A member's card; ``?for=share`` is the wide one."""
        rules = self._rules(request)
        user_id = _number(request.path_params["user_id"])
        if rules is None or user_id is None:
            return _missing()
        try:
            card = await cards.card(self._service.engine, rules, user_id, now=self._service.clock())
            if card is None:
                return _missing()
            return await self._drawn(request, await self._of_card(request, rules, card, card.accent))
        except Unavailable:
            return _later()

    async def own(self, request: Request) -> Response:
        """The card of who asks, whoever else sees it; ``?accent=RRGGBB`` tries a colour, ``?accent=`` the guild's."""
        rules = self._rules(request)
        if rules is None:
            return _missing()
        try:
            caller = await self._caller(request)
            reader = Reader(caller.user_id, member=True)
            card = await cards.card(
                self._service.engine, rules, caller.user_id, now=self._service.clock(), reader=reader
            )
            if card is None:
                return _missing()
            scene = await self._of_card(request, rules, card, _tried(request, card.accent))
            return await self._drawn(request, scene, _KEEP_OWN)
        except Unauthenticated as error:
            return PlainTextResponse(error.message, HTTPStatus.UNAUTHORIZED)
        except Unavailable:
            return _later()

    async def leaderboard(self, request: Request) -> Response:
        """The first three of a board; ``?by=`` and ``?span=`` as the schema has them, in small letters."""
        rules = self._rules(request)
        question = _question(request)
        if rules is None or question is None:
            return _missing()
        try:
            page = await boards.page(
                self._service.engine, rules, question, Window(size=_ON_STEPS), now=self._service.clock()
            )
            guild = await self._name(rules)
            with speaking(request.query_params.get("lang")):
                title = say(f"span.{question.span.value}")
                scene = scenes.board(
                    page.entries, of=question.board, title=title, style=_style(request, rules), guild=guild
                )
            return await self._drawn(request, scene)
        except Unavailable:
            return _later()

    async def _caller(self, request: Request) -> Caller:
        access = self._service.operations.access
        caller = await access.admit(auth.of_header(request.headers.get("authorization")))
        if caller is None or Scope.READ not in caller.scopes:
            raise Unauthenticated("This needs somebody who has signed in. Send an access token or an API token.")
        return caller

    async def _of_card(self, request: Request, rules: Rules, card: Card, accent: str | None) -> Scene:
        guild = await self._name(rules)
        with speaking(request.query_params.get("lang")):
            return scenes.member(
                card.profile,
                style=_style(request, rules, accent),
                guild=guild,
                members=card.members,
                zone=card.zone,
                shared=request.query_params.get("for") == "share",
            )

    def _rules(self, request: Request) -> Rules | None:
        guild_id = _number(request.path_params["guild_id"])
        return None if guild_id is None else self._service.rulebook.get(guild_id)

    async def _name(self, rules: Rules) -> str:
        found = await directory.guilds(self._service.engine, [rules.guild_id], lambda _guild_id: rules)
        return found[0].name if found else ""

    async def _drawn(self, request: Request, scene: Scene, keep: str = _KEEP) -> Response:
        tag = f'"{self._gallery.tag(scene)}"'
        headers = {"Cache-Control": keep, "ETag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        picture = await self._gallery.draw(scene)
        return Response(picture.png, media_type="image/png", headers=headers)


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else _BEYOND
    return number if number < _BEYOND else None


def _style(request: Request, rules: Rules, accent: str | None = None) -> Style:
    """The guild's style; a page that has a theme of its own may ask for it."""
    chosen = scenes.style_of(rules.settings.cards, accent)
    theme = request.query_params.get("theme", chosen.theme)
    return replace(chosen, theme=theme) if theme in _THEMES else chosen


def _tried(request: Request, chosen: str | None) -> str | None:
    """The colour that is being tried, else the one that was chosen; None for the guild's."""
    given = request.query_params.get("accent")
    if given == "":
        return None
    return f"#{given.lstrip('#').lower()}" if given and _COLOR.fullmatch(given) else chosen


def _question(request: Request) -> Question | None:
    try:
        return Question(Board(request.query_params.get("by", "xp")), Span(request.query_params.get("span", "season")))
    except ValueError:
        return None


def _missing() -> Response:
    return PlainTextResponse("There is no such picture.", HTTPStatus.NOT_FOUND)


def _later() -> Response:
    return PlainTextResponse("The database is away. Please try again in a moment.", HTTPStatus.SERVICE_UNAVAILABLE)
