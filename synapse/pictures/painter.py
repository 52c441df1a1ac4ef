"""Draws scenes as PNG by Typst, in a thread of its own: the event loop never waits for a picture."""

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import typst

from synapse.pictures.scenes import Shape

_HERE = Path(str(files("synapse.pictures")))
_POINTS_PER_INCH = 72
"""Typst's unit is a point, and templates measure in pixels: at 72 per inch one is the other."""
_SHARP = 2
"""Discord and high-density screens show the card at half its size."""
_SCALES = {Shape.MEMBER: _SHARP, Shape.SHARE: 1, Shape.BOARD: 1}


class Painter:
    """Draws one picture after the other; ``close`` ends its thread."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="painter")
        self._compiler: typst.Compiler | None = None

    def close(self) -> None:
        """End the thread once it has drawn what it is at; what waits is dropped."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def paint(self, shape: Shape, data: Mapping[str, Any], portraits: Sequence[bytes | None]) -> bytes:
        """A picture as PNG.

        Args:
            shape: The template.
            data: What it reads.
            portraits: The people's pictures in their order, None where there is none; PNG, JPEG, GIF or WebP.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._paint, shape, data, portraits)

    def _paint(self, shape: Shape, data: Mapping[str, Any], portraits: Sequence[bytes | None]) -> bytes:
        try:
            return self._compile(shape, _with(data, portraits))
        except typst.TypstError:
            # A portrait that no decoder takes; the picture is complete without it.
            return self._compile(shape, _with(data, [None] * len(portraits)))

    def _compile(self, shape: Shape, scene: Mapping[str, Any]) -> bytes:
        if self._compiler is None:
            fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[_HERE / "fonts"])
            self._compiler = typst.Compiler(root=_HERE / "templates", font_paths=fonts)
        drawn = self._compiler.compile(
            input=_HERE / "templates" / f"{shape.value}.typ",
            format="png",
            ppi=float(_POINTS_PER_INCH * _SCALES[shape]),
            sys_inputs={"scene": orjson.dumps(scene).decode()},
        )
        if not isinstance(drawn, bytes):
            raise TypeError("A picture is one page.")
        return drawn


def _with(data: Mapping[str, Any], portraits: Sequence[bytes | None]) -> dict[str, Any]:
    """The scene with its portraits where the template looks for them."""
    pixels = [None if portrait is None else list(portrait) for portrait in portraits]
    if "people" in data:
        people = [{**person, "portrait": each} for person, each in zip(data["people"], pixels, strict=True)]
        return {**data, "people": people}
    return {**data, "portrait": pixels[0]}
