"""From the bytes of a file to what it holds, or to an error that says what it looks like."""

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from synapse.errors import Invalid
from synapse.services.imports import curves, formats
from synapse.services.imports.found import Found, FoundSettings, Source
from synapse.services.imports.rows import Rows

LARGEST_FILE = 50_000_000
_EXPECTED = (
    "Expected is a JSON export of MEE6, Lurkr, Amari, Polaris, LevelUp, Experienced, Tatsu or UnbelievaBoat, several "
    "pages of one in a list, or a CSV with the columns user_id and any of xp, level, messages, stars, gold and "
    "voice_minutes."
)
_COLUMNS = ("xp", "level", "messages", "stars", "gold", "voice_minutes")
_MEE6_COLUMNS = {"id", "username", "discriminator", "xp", "level", "messages"}


def read(content: bytes) -> Found:
    """What a file holds.

    Raises:
        Invalid: It is none of the formats, holds nobody, or is too large; the message says what was expected.
    """
    if len(content) > LARGEST_FILE:
        raise _refused(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    text = _text(content)
    found = _json(text) if text[:1] in ("{", "[") else _table(text)
    if not found.people:
        raise _refused(f"This looks like {_NAMES[found.source]}, and there is nobody in it.")
    return found


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise _refused(
            "This is not text, at least not in UTF-8. Unpack an archive before, and save tables as UTF-8."
        ) from None
    if not text:
        raise _refused("The file is empty.")
    return text


def _json(text: str) -> Found:
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _refused(f"This begins like JSON and breaks off at line {error.lineno}.") from None
    pages = document if isinstance(document, list) else [document]
    if not pages:
        raise _refused("This is an empty list.")
    reader = _reader(pages[0])
    if reader is None:
        raise _refused(f"This is JSON, but {_looks(pages[0])}.")
    if any(_reader(page) is not reader for page in pages):
        raise _refused("The pages in this list are not all of the same kind.")
    return reader(pages)


def _reader(page: Any) -> Callable[[formats.Pages], Found] | None:  # noqa: ANN401 - any JSON
    """Which program's page this is; None when it is no known one."""
    if not isinstance(page, Mapping):
        return None
    for name, reader in _BY_LIST.items():
        if isinstance(page.get(name), list):
            return reader
    users = page.get("users")
    if isinstance(users, Mapping):
        return formats.level_up if _is_level_up(page, users) else formats.polaris_file
    if isinstance(users, list):
        return formats.unbelieva_boat
    return formats.experienced if "id" in page and "xp" in page else None


_BY_LIST: Mapping[str, Callable[[formats.Pages], Found]] = {
    "players": formats.mee6,
    "levels": formats.lurkr,
    "leaderboard": formats.polaris_pages,
    "rankings": formats.tatsu,
    "data": formats.amari,
    "members": formats.amari,
}
_NAMES = {
    Source.MEE6: "MEE6",
    Source.LURKR: "Lurkr",
    Source.AMARI: "Amari",
    Source.POLARIS: "Polaris",
    Source.LEVEL_UP: "LevelUp",
    Source.EXPERIENCED: "Experienced",
    Source.TATSU: "Tatsu",
    Source.UNBELIEVA_BOAT: "UnbelievaBoat",
    Source.CSV: "a table",
}


def _is_level_up(page: Mapping[str, Any], users: Mapping[str, Any]) -> bool:
    if page.keys() & {"algorithm", "levelroles", "users_weekly"}:
        return True
    first = next(iter(users.values()), None)
    return isinstance(first, Mapping) and bool(first.keys() & {"voice", "prestige", "messages", "last_active"})


def _table(text: str) -> Found:
    lines = csv.DictReader(io.StringIO(text))
    names = {name.strip().lower(): name for name in lines.fieldnames or () if name}
    id_column = next((names[name] for name in ("user_id", "id") if name in names), None)
    if id_column is None:
        raise _refused(
            f"This looks like a table without a column user_id: its first line is {text.splitlines()[0][:60]!r}."
        )
    known = {ours: names[ours] for ours in _COLUMNS if ours in names}
    if not known:
        raise _refused("This is a table with ids, but it has none of the columns with totals.")
    rows = Rows()
    try:
        for line in lines:
            values = {ours: line.get(theirs) for ours, theirs in known.items()}
            name = line.get(names.get("username", ""))
            rows.take(f"line {lines.line_num}", {"user_id": line.get(id_column), "name": name, **values})
    except csv.Error:
        raise _refused(f"This table breaks off at line {lines.line_num}.") from None
    if names.keys() >= _MEE6_COLUMNS:
        return Found(Source.MEE6, rows.people, FoundSettings(curve=curves.MEE6), rows.odd)
    return Found(Source.CSV, rows.people, odd=rows.odd)


def _looks(page: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(page, Mapping):
        names = ", ".join(sorted(map(str, page))[:6])
        return f"an object with the fields {names}" if names else "an empty object"
    return "a list of something other than objects"


def _refused(why: str) -> Invalid:
    return Invalid(f"{why} {_EXPECTED}", path=("file",))
