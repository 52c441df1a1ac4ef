"""Members' pictures: drawn from their hash alone, so that nothing needs to be stored or fetched."""

import colorsys
import struct
import zlib
from functools import lru_cache
from random import Random

SIZES = range(16, 513)
_CELLS = 7
_HALF = (_CELLS + 1) // 2
_MARGIN = 1


def new_hash(random: Random) -> str:
    """A hash as Discord names a picture by: 32 hexadecimal digits."""
    return f"{random.getrandbits(128):032x}"


@lru_cache(maxsize=2048)
def png(digest: str, size: int = 128) -> bytes:
    """The picture that a hash stands for, a square PNG.

    Args:
        digest: The avatar's hash; any text gives some picture.
        size: Width and height in pixels, brought within 16 to 512.

    Returns:
        The file's bytes.
    """
    size = min(max(size, SIZES.start), SIZES.stop - 1)
    random = Random(digest)
    palette = _palette(random)
    pattern = _pattern(random)
    rows = [_row(pattern[cell], palette, size) for cell in range(len(pattern))]
    # One row of cells is many equal lines of pixels.
    lines = b"".join(b"\0" + rows[y * len(pattern) // size] for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data)
        for name, data in ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    )


def _palette(random: Random) -> list[tuple[int, int, int]]:
    """Ground, figure and accent that go together."""
    hue = random.random()
    ground = (hue, 0.88, 0.45)
    figure = (hue + random.uniform(-0.06, 0.06), 0.42, 0.55)
    accent = (hue + random.choice((0.12, -0.14, 0.45)), 0.6, 0.75)
    return [_rgb(*colour) for colour in (ground, figure, accent)]


def _rgb(hue: float, lightness: float, saturation: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _pattern(random: Random) -> list[list[int]]:
    """A figure that is the same left and right, with a margin all around; numbers are colours."""
    blank = [0] * (_CELLS + 2 * _MARGIN)
    rows = []
    for _ in range(_CELLS):
        half = random.choices((0, 1, 2), (50, 38, 12), k=_HALF)
        rows.append([0, *half, *reversed(half[: _CELLS - _HALF]), 0])
    return [blank, *rows, blank]


def _row(cells: list[int], palette: list[tuple[int, int, int]], size: int) -> bytes:
    return bytes(cells[x * len(cells) // size] % len(palette) for x in range(size))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
