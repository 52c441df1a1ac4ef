import ast
import re
import string
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import disnake
import pytest

from bot.texts import CATALOGUE, CATALOGUES, TOPICS, described, named, say, speaking
from synapse.db.queries.own import HELD
from synapse.errors import Invalid
from synapse.services.checks import checked
from synapse.services.texts import ENGLISH, LANGUAGES, counted, factor, number
from synapse.services.texts.en.counted import COUNTED
from synapse.services.zones import ZoneDraft

OTHERS = sorted(CATALOGUES.keys() - {ENGLISH})
_NAME = re.compile(r"[-_'\w]{1,32}")


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_everything_with_the_same_values(language: str) -> None:
    texts = CATALOGUES[language]
    assert texts.keys() == CATALOGUE.keys()
    assert {name for name in CATALOGUE if fields(texts[name]) != fields(CATALOGUE[name])} == set()
    assert LANGUAGES[language].counted.keys() == COUNTED.keys()


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_no_text_is_in_two_topics(language: str) -> None:
    assert len(CATALOGUES[language]) == sum(len(topic) for topic in TOPICS[language])


def said() -> Iterator[str]:
    """The names of texts that are written out where something is said."""
    for folder in ("bot", "synapse/services", "synapse/pictures", "synapse/api"):
        for path in Path(folder).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"say", "described"}:
                    names = (getattr(name, "value", None) for name in call.args)
                    yield from (name for name in names if isinstance(name, str))


def test_everything_that_is_said_is_in_the_catalogue() -> None:
    names = set(said())
    assert "refused.admin" in names
    assert names - CATALOGUE.keys() == set()


def test_whatever_is_held_about_a_member_is_told_by_name() -> None:
    assert {f"held.{name}" for name in HELD} - CATALOGUE.keys() == set()


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_names_of_commands_and_options_are_what_discord_takes(language: str) -> None:
    names = {key: text for key, text in CATALOGUES[language].items() if key.endswith(".name") or key[:7] == "option."}
    assert names
    assert {key for key, text in names.items() if not _NAME.fullmatch(text) or text != text.lower()} == set()


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_descriptions_are_as_short_as_discord_wants_them(language: str) -> None:
    told = {key: text for key, text in CATALOGUES[language].items() if key.endswith(".description")}
    assert {key for key, text in told.items() if not 1 <= len(text) <= 100} == set()


def test_the_language_is_that_of_who_is_answered() -> None:
    assert say("span.all_time") == "All time"
    assert factor(Decimal(10)) == "\N{MULTIPLICATION SIGN}10"
    with speaking("de"):
        assert say("span.all_time") == "Insgesamt"
        assert (number(1234567), counted("stars", 2)) == ("1.234.567", "2 Sterne")
        assert factor(Decimal("1.50")) == "\N{MULTIPLICATION SIGN}1,5"
        with speaking("pt-BR"):
            assert say("span.all_time") == "All time"
    with speaking("en-GB"):
        assert say("span.all_time") == "All time"
    with speaking(None):
        assert number(1000) == "1,000"


@pytest.mark.parametrize(
    ("values", "english", "german"),
    [
        ({"name": "x" * 61}, "This may have 60 characters at most.", "Hier sind höchstens 60 Zeichen erlaubt."),
        ({"name": "a\x07"}, "must not contain control", "Hier dürfen keine Steuerzeichen stehen."),
        ({"name": "a", "colour": 1}, "Extra inputs", "Dieser Wert passt nicht."),
        ({}, "Field required", "Dieser Wert passt nicht."),
    ],
)
def test_faults_are_told_in_the_language_of_who_is_answered(
    values: dict[str, object], english: str, german: str
) -> None:
    with pytest.raises(Invalid, match=english):
        checked(ZoneDraft, values)
    with speaking("de"), pytest.raises(Invalid, match=german):
        checked(ZoneDraft, values)


def test_discord_is_told_each_language() -> None:
    text = described("rank.description")
    assert (text.string, text.localizations.data) == (
        CATALOGUE["rank.description"],
        {str(disnake.Locale.de): CATALOGUES["de"]["rank.description"]},
    )
    assert named("rank", "rank.name").localizations.data == {"de": "rang"}
