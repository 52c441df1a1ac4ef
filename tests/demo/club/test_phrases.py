import pytest

from synapse.demo import text_facts
from synapse.demo.club import Place, found
from synapse.demo.club.phrases import Phrases, themes
from tests.demo.club.conftest import dice

CLUB = found(7, 40)
WRITTEN = [place for place in CLUB.places if not place.has_voice]
EACH = pytest.mark.parametrize("place", WRITTEN, ids=lambda place: place.channel.name)


def test_every_place_has_a_theme_with_words() -> None:
    assert {place.theme for place in WRITTEN} <= themes()


@EACH
def test_what_is_said_is_complete(place: Place) -> None:
    phrases, random = Phrases(dice(1)), dice(2)
    for _ in range(300):
        person = random.choice(CLUB.crowd)
        for saying in (phrases.opening(place, person), phrases.answer(place, person)):
            assert 0 < len(saying.text) <= 2000
            assert "{n" not in saying.text
            assert "{lang" not in saying.text


def test_talk_is_of_every_kind() -> None:
    phrases, random = Phrases(dice(1)), dice(2)
    place = next(place for place in WRITTEN if place.channel.name == "help")
    said = [text_facts.of(phrases.answer(place, random.choice(CLUB.crowd)).text, 0) for _ in range(600)]
    assert any(facts["has_code"] for facts in said)
    assert any(facts["has_link"] for facts in said)
    assert any(facts["emoji"] for facts in said)
    assert any(200 < facts["length"] <= 500 for facts in said)
    assert any(facts["length"] > 500 for facts in said)


def test_code_fits_the_channel() -> None:
    phrases, person = Phrases(dice(1)), CLUB.crowd[0]
    place = next(place for place in WRITTEN if place.channel.name == "rust")
    code = [text for _ in range(400) if "```" in (text := phrases.answer(place, person).text)]
    assert code
    assert all("```rust" in text for text in code)


def test_the_same_seed_says_the_same() -> None:
    place, person = WRITTEN[0], CLUB.crowd[0]
    first, second = Phrases(dice(5)), Phrases(dice(5))
    assert [first.opening(place, person) for _ in range(50)] == [second.opening(place, person) for _ in range(50)]
