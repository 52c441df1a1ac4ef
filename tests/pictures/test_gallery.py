import asyncio
import struct
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from synapse.demo import pictures
from synapse.pictures import scenes
from synapse.pictures.gallery import Gallery
from synapse.pictures.portraits import DISCORD, Portraits, Unreachable
from synapse.pictures.scenes import Scene, Style
from synapse.services.boards import Board
from tests.pictures.samples import person, podium, profile

NAMES = {
    "short": "Al",
    "long": "Maximiliana-Alexandrina von und zu Hohenstaufenburg the Third of Her Name",
    "right-to-left": "محمد بن موسى الخوارزمي",
    "emoji": "🦊✨ Fox 👩‍🚀 of the 🌙",
    "foreign to the fonts": "日本語の名前",
    "hostile": '"#panic()" $x^2$ </text> \\ `code` // /* #{',
    "marks": "Z̷̢̛̝a̴̧͝l̶̡̛g̷̨̕o̵̢͠" * 20,
}


@pytest.fixture
async def gallery() -> AsyncIterator[Gallery]:
    async with Gallery() as opened:
        yield opened


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def card(name: str = "Ada", **more: object) -> Scene:
    return scenes.member(profile(person(name)), style=Style(), members=240, **more)  # type: ignore[arg-type] # tests name a few


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
async def test_any_name_becomes_a_card(gallery: Gallery, name: str) -> None:
    assert size((await gallery.draw(card(name))).png) == (1868, 564)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("background", ["threads", "dots", "glow", "plain"])
async def test_every_style_can_be_drawn(gallery: Gallery, theme: str, background: str) -> None:
    style = Style(theme, background, "#63cdb2")
    scene = scenes.member(profile(), style=style, shared=True)
    assert size((await gallery.draw(scene)).png) == (1200, 630)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("accent", ["#000000", "#ffffff", "#0000ff", "#ffff00"])
async def test_any_colour_can_be_chosen(gallery: Gallery, theme: str, accent: str) -> None:
    scene = scenes.member(profile(), style=Style(theme, "plain", accent), members=240)
    assert size((await gallery.draw(scene)).png) == (1868, 564)


@pytest.mark.parametrize("people", [(), ("Ada",), ("Ada", "Grace"), ("Ada", "Grace", "Linus")])
async def test_a_board_of_any_size_can_be_drawn(gallery: Gallery, people: tuple[str, ...]) -> None:
    scene = scenes.board(podium(*people), of=Board.XP, title="This season", style=Style())
    assert size((await gallery.draw(scene)).png) == (1200, 630)


async def test_a_picture_is_drawn_anew_only_when_a_figure_changed(gallery: Gallery) -> None:
    first, again = await asyncio.gather(gallery.draw(card()), gallery.draw(card()))
    assert first.png is again.png
    other = await gallery.draw(card("Grace"))
    assert other.tag != first.tag
    assert (await gallery.draw(card())).png is first.png


async def test_the_event_loop_runs_while_a_card_is_drawn(gallery: Gallery) -> None:
    drawing = asyncio.ensure_future(gallery.draw(card("Somebody who was never drawn")))
    turns = 0
    while not drawing.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 10


class Cdn:
    """Answers with whatever a test wants, and counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.body = pictures.avatar("Ada", 64)
        self.away = False

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        if self.away and request.transport is not None:
            request.transport.abort()
        if request.path == "/gone.png":
            raise web.HTTPNotFound
        if request.path == "/elsewhere.png":
            raise web.HTTPFound("/avatar.png")
        return web.Response(body=self.body, content_type="image/png")


@pytest.fixture
async def cdn() -> AsyncIterator[tuple[Cdn, str]]:
    answering = Cdn()
    app = web.Application()
    app.router.add_get("/{name}", answering.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield answering, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_portrait_is_fetched_once(cdn: tuple[Cdn, str]) -> None:
    answering, address = cdn
    portraits = Portraits(f"{address}/api/v10")
    assert await portraits.fetch(f"{address}/avatar.png") == answering.body
    assert await portraits.fetch(f"{address}/avatar.png") == answering.body
    assert answering.asked == ["/avatar.png?size=256"]
    await portraits.close()


async def test_what_is_no_picture_is_left_out(cdn: tuple[Cdn, str]) -> None:
    answering, address = cdn
    portraits = Portraits(f"{address}/api/v10")
    assert await portraits.fetch(f"{address}/gone.png") is None
    assert await portraits.fetch(f"{address}/elsewhere.png") is None
    answering.body = b"<html>"
    assert await portraits.fetch(f"{address}/page.png") is None
    answering.body = b"\x89PNG\r\n\x1a\n" + bytes(700_000)
    assert await portraits.fetch(f"{address}/huge.png") is None
    await portraits.close()


async def test_a_portrait_that_was_away_is_asked_for_again(cdn: tuple[Cdn, str]) -> None:
    answering, address = cdn
    scene = card()
    away = Scene(scene.shape, scene.data, (f"{address}/away.png",), scene.alt)
    async with Gallery(f"{address}/api/v10") as gallery:
        answering.away = True
        without = await gallery.draw(away)
        answering.away = False
        whole = await gallery.draw(away)
        assert whole.png != without.png
        assert (await gallery.draw(away)).png is whole.png
        portraits = Portraits(f"{address}/api/v10")
        answering.away = True
        with pytest.raises(Unreachable):
            await portraits.fetch(f"{address}/away.png")
        await portraits.close()


@pytest.mark.parametrize("discord", [None, DISCORD, "http://127.0.0.1:1/api/v10"])
async def test_no_other_address_is_ever_asked(cdn: tuple[Cdn, str], discord: str | None) -> None:
    answering, address = cdn
    portraits = Portraits(discord)
    assert await portraits.fetch(f"{address}/avatar.png") is None
    assert await portraits.fetch("http://cdn.discordapp.com/avatars/1/a.png") is None
    assert await portraits.fetch("https://cdn.discordapp.com.example.org/a.png") is None
    assert await portraits.fetch("file:///etc/passwd") is None
    assert answering.asked == []


async def test_a_broken_portrait_does_not_take_the_card_with_it(cdn: tuple[Cdn, str]) -> None:
    answering, address = cdn
    answering.body = b"\x89PNG\r\n\x1a\nbroken"
    scene = card()
    broken = Scene(scene.shape, scene.data, (f"{address}/avatar.png",), scene.alt)
    async with Gallery(f"{address}/api/v10") as gallery:
        assert size((await gallery.draw(broken)).png) == (1868, 564)
