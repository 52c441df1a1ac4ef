"""Pictures of members and boards, drawn once and kept until a figure on them changes."""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Self

import orjson

from synapse.pictures.painter import Painter
from synapse.pictures.portraits import Portraits, Unreachable
from synapse.pictures.scenes import Scene

_KEPT = 128


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, the same in words, and a tag that changes with what is on it."""

    png: bytes
    alt: str
    tag: str


class Gallery:
    """Draws scenes, each at most once at a time; an async context manager."""

    def __init__(self, discord: str | None = None) -> None:
        """Take people's pictures from this Discord; from nowhere for None."""
        self._portraits = Portraits(discord)
        self._painter = Painter()
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._drawing: dict[str, asyncio.Task[bytes]] = {}

    async def __aenter__(self) -> Self:
        """Nothing is opened before the first picture."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End what is being drawn, and close the connections."""
        for task in self._drawing.values():
            task.cancel()
        self._painter.close()
        await self._portraits.close()

    def tag(self, scene: Scene) -> str:
        """What tells whether a picture is still the same: a digest of all that is on it."""
        told = orjson.dumps([scene.shape.value, scene.data, scene.portraits])
        return hashlib.blake2b(told, digest_size=16).hexdigest()

    async def draw(self, scene: Scene) -> Picture:
        """The picture of a scene."""
        tag = self.tag(scene)
        if tag in self._kept:
            self._kept.move_to_end(tag)
            return Picture(self._kept[tag], scene.alt, tag)
        task = self._drawing.get(tag)
        if task is None:
            task = self._drawing[tag] = asyncio.create_task(self._draw(tag, scene), name="picture")
            task.add_done_callback(lambda _task: self._drawing.pop(tag, None))
        # Whoever gives up waiting does not take the picture from the others.
        png = await asyncio.shield(task)
        return Picture(png, scene.alt, tag)

    async def _draw(self, tag: str, scene: Scene) -> bytes:
        """Draw it, and keep it unless a portrait was only away for the moment."""
        found = await asyncio.gather(*map(self._portraits.fetch, scene.portraits), return_exceptions=True)
        portraits = [each if isinstance(each, bytes) else None for each in found]
        png = await self._painter.paint(scene.shape, scene.data, portraits)
        failures = [each for each in found if isinstance(each, BaseException)]
        if not failures:
            self._keep(tag, png)
        elif unexpected := next((each for each in failures if not isinstance(each, Unreachable)), None):
            raise unexpected
        return png

    def _keep(self, tag: str, png: bytes) -> None:
        self._kept[tag] = png
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
