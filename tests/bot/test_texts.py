import re
import string

import disnake
import pytest

from bot.texts import CATALOGUE, CATALOGUES, TOPICS, described, named, say, speaking
from synapse.services.texts import COUNTED, ENGLISH, LANGUAGES, counted, number

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
    with speaking("de"):
        assert say("span.all_time") == "Insgesamt"
        assert (number(1234567), counted("stars", 2)) == ("1.234.567", "2 Sterne")
        with speaking("pt-BR"):
            assert say("span.all_time") == "All time"
    with speaking("en-GB"):
        assert say("span.all_time") == "All time"
    with speaking(None):
        assert number(1000) == "1,000"


def test_discord_is_told_each_language() -> None:
    text = described("rank.description")
    assert (text.string, text.localizations.data) == (
        CATALOGUE["rank.description"],
        {str(disnake.Locale.de): CATALOGUES["de"]["rank.description"]},
    )
    assert named("rank", "rank.name").localizations.data == {"de": "rang"}
