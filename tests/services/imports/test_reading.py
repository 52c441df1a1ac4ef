import json
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.levels import xp_for
from synapse.engine.settings import Mee6Curve, TableCurve
from synapse.errors import Invalid
from synapse.services.imports import curves, reading
from synapse.services.imports.found import LARGEST, Found, FoundMultiplier, Person, Source
from tests.services.imports import samples
from tests.services.imports.samples import ADA, CHANNEL, GRACE, ROLE

JSON_FILES: dict[Source, Any] = {
    Source.MEE6: samples.MEE6,
    Source.LURKR: samples.LURKR,
    Source.AMARI: samples.AMARI,
    Source.POLARIS: samples.POLARIS,
    Source.LEVEL_UP: samples.LEVEL_UP,
    Source.EXPERIENCED: samples.EXPERIENCED,
    Source.TATSU: samples.TATSU,
}


def read(document: object) -> Found:
    return reading.read(orjson.dumps(document))


@pytest.mark.parametrize("source", JSON_FILES, ids=str)
def test_each_program_is_recognised_with_its_people(source: Source) -> None:
    found = read(JSON_FILES[source])
    assert found.source is source
    assert [(person.user_id, person.xp) for person in found.people] == [(ADA, 1500), (GRACE, 255)]
    assert found.odd == ()


def test_pages_in_a_list_are_one_file() -> None:
    second = {"players": [{"id": "7", "xp": 1}]}
    assert [person.user_id for person in read([samples.MEE6, second]).people] == [ADA, GRACE, 7]


def test_mee6_brings_its_curve_and_roles() -> None:
    found = read(samples.MEE6)
    assert isinstance(found.settings.curve, Mee6Curve)
    assert (found.settings.level_roles, found.settings.xp_per_message) == (((5, ROLE),), (15, 25))
    assert (found.people[0].name, found.people[0].messages, found.people[0].level) == ("ada", 80, 6)


def test_lurkr_brings_multipliers_and_several_roles_for_a_level() -> None:
    settings = read(samples.LURKR).settings
    assert settings.level_roles == ((5, ROLE), (5, ROLE + 5))
    assert settings.multipliers == (FoundMultiplier("channel", CHANNEL, Decimal("1.5")),)
    assert (settings.cooldown_seconds, settings.xp_per_message) == (60, (10, 20))


def test_polaris_channels_that_multiply_by_nothing_are_ignored_ones() -> None:
    settings = read(samples.POLARIS).settings
    assert settings.ignored_channels == (CHANNEL,)
    assert settings.multipliers == (FoundMultiplier("role", ROLE, Decimal(2)),)
    assert settings.cooldown_seconds == 60


def test_the_page_that_polaris_repeats_is_no_fault() -> None:
    found = read(samples.POLARIS_PAGES)
    assert (len(found.people), found.odd) == (2, ())


def test_level_up_leaves_out_what_is_at_its_default() -> None:
    ada, grace = read(samples.LEVEL_UP).people
    assert (ada.xp, ada.voice_minutes, ada.stars) == (1500, 60, 4)
    assert (grace.level, grace.stars, grace.voice_minutes) == (0, 0, None)


def test_unbelieva_boat_brings_gold_alone() -> None:
    ada, grace = read(samples.UNBELIEVA_BOAT).people
    assert (ada.gold, ada.xp) == (150, None)
    assert grace.gold == 5


def test_tables_are_read_by_their_header() -> None:
    mee6, plain = reading.read(samples.MEE6_CSV.encode()), reading.read(b"\xef\xbb\xbf" + samples.CSV.encode())
    assert (mee6.source, mee6.people[0].messages) == (Source.MEE6, 80)
    assert (plain.source, plain.people[0].voice_minutes, plain.people[1].gold) == (Source.CSV, 60, None)


def test_odd_rows_are_told_and_the_rest_is_read() -> None:
    rows = [{"id": ADA, "xp": "1,500"}, {"id": ADA, "xp": 1}, {"id": "ada", "xp": 1}, 7, {"id": 5, "xp": -3}]
    found = read({"players": [*rows, {"id": 6, "xp": 10**10}, {"id": 8, "xp": "1e999999999"}, {"id": 1.5, "xp": 1}]})
    assert [(person.user_id, person.xp) for person in found.people] == [(ADA, 1500), (5, None), (6, None), (8, None)]
    assert [odd.where for odd in found.odd] == [f"page 1, player {place}" for place in (2, 3, 4, 5, 6, 7, 8)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"  ", "The file is empty."),
        (b"\x1c", "The file is empty."),
        (b"\xff\xfe\x00", "This is not text"),
        (b'{"players": [', "breaks off at line 1"),
        (b"[]", "an empty list"),
        (b"{}", "an empty object"),
        (b'{"guild": 1, "bans": []}', "an object with the fields bans, guild"),
        (b"[1, 2]", "a list of something other than objects"),
        (b'{"players": []}', "This looks like MEE6, and there is nobody in it."),
        (b'[{"players": []}, {"levels": []}]', "not all of the same kind"),
        (b"name,score\nada,1\n", "a table without a column user_id"),
        (b"user_id,karma\n1,1\n", "none of the columns with totals"),
        (b"hello", "a table without a column user_id"),
    ],
)
def test_what_is_none_of_these_says_what_it_looks_like(content: bytes, told: str) -> None:
    with pytest.raises(Invalid, match=r"Expected is a JSON export of MEE6") as error:
        reading.read(content)
    assert told in error.value.message


def test_a_file_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    with pytest.raises(Invalid, match="larger than"):
        reading.read(b"x" * 11)


_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
_names = st.sampled_from(
    sorted(
        {
            name
            for file in (samples.MEE6, samples.LURKR, samples.AMARI, samples.POLARIS, samples.LEVEL_UP)
            for name in file
        }
        | {
            "leaderboard",
            "rankings",
            "members",
            "id",
            "xp",
            "userId",
            "user_id",
            "score",
            "exp",
            "cash",
            "bank",
            "voice",
        }
        | {
            "rank",
            "role",
            "roles",
            "targets",
            "type",
            "multiplier",
            "curve",
            "1",
            "2",
            "3",
            "base",
            "msg",
            "time",
            "min",
        }
    )
)
_documents = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=5), max_leaves=30
)


@given(_documents)
def test_any_json_is_read_or_refused_in_words(document: object) -> None:
    found = _read_or_told(json.dumps(document).encode())
    assert all(0 < person.user_id < 2**63 and (person.xp or 0) <= LARGEST for person in found)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    _read_or_told(content)


def _read_or_told(content: bytes) -> tuple[Person, ...]:
    try:
        return reading.read(content).people
    except Invalid:
        return ()


def test_curves_are_those_that_the_programs_publish() -> None:
    lurkr, amari = curves.lurkr(), curves.amari()
    assert lurkr
    assert amari
    assert (xp_for(2, lurkr), xp_for(10, lurkr)) == (150, 4150)
    assert (xp_for(2, amari), xp_for(10, amari)) == (55, 1655)
    polaris = curves.polaris(Decimal(1), Decimal(50), Decimal(100), 100, 40)
    assert polaris
    assert (xp_for(2, polaris), len(polaris.totals)) == (400, 39)
    level_up = curves.level_up(Decimal(100), Decimal(2))
    assert level_up
    assert xp_for(7, level_up) == 4900


@pytest.mark.parametrize(
    "curve",
    [
        curves.polaris(Decimal(0), Decimal(0), Decimal(0), 1, 10),
        curves.level_up(Decimal(0), Decimal(2)),
        curves.level_up(Decimal(100), Decimal("1e12")),
        curves.polaris(Decimal(1), Decimal(1), Decimal(1), 1, 1),
        curves.table(lambda level: 10**15 + level),
    ],
)
def test_a_curve_that_does_not_rise_is_none(curve: TableCurve | None) -> None:
    assert curve is None
