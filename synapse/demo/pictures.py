"""Pictures for accounts that have none: a mirrored pattern in two colours, drawn from a seed."""

import colorsys
import hashlib
import struct
import zlib
from functools import lru_cache

CELLS = 7
_MARGIN = 1


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(rows: list[bytes], width: int) -> bytes:
    """A PNG of 8-bit RGB rows."""
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _rgb(hue: float, lightness: float, saturation: float) -> bytes:
    return bytes(round(part * 255) for part in colorsys.hls_to_rgb(hue % 1, lightness, saturation))


def _pattern(digest: bytes) -> list[list[bool]]:
    half = CELLS // 2 + 1
    cells = []
    for y in range(CELLS):
        left = [bool(digest[(y * half + x) % len(digest)] & 1) for x in range(half)]
        edge = y < _MARGIN or y >= CELLS - _MARGIN
        left = [on and not edge and x >= _MARGIN for x, on in enumerate(left)]
        cells.append(left + left[-2::-1])
    return cells


@lru_cache(maxsize=4096)
def avatar(seed: str, size: int = 128) -> bytes:
    """A square picture as PNG, always the same for the same seed and side length in pixels."""
    digest = hashlib.sha256(seed.encode()).digest()
    hue = digest[0] / 255
    cells = _pattern(digest[1:])
    back = [_rgb(hue, 0.30 + 0.16 * y / size, 0.55) for y in range(size)]
    front = _rgb(hue + 0.09, 0.80, 0.75)
    columns = [x * CELLS // size for x in range(size)]
    rows = []
    for y in range(size):
        line = cells[y * CELLS // size]
        rows.append(b"".join(front if line[column] else back[y] for column in columns))
    return png(rows, size)
