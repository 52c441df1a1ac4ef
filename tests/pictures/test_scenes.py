from synapse.pictures import scenes
from synapse.pictures.scenes import Shape, Style
from synapse.services.boards import Board
from synapse.services.texts import speaking
from tests.pictures.samples import person, podium, profile


def test_a_card_tells_what_the_profile_says() -> None:
    scene = scenes.member(profile(), style=Style(), members=240, zone="programming")
    assert scene.shape is Shape.MEMBER
    assert scene.data["rank"] == "#3"
    assert scene.data["earned"] == "12,840 XP"
    assert scene.data["about"] == "of 240 members  ·  12 days in a row  ·  at home in programming"
    assert scene.data["badges"] == ["🏆", "🚀", "🦊"]
    assert "rank 3 of 240" in scene.alt


def test_the_other_language_groups_numbers_its_own_way() -> None:
    with speaking("de"):
        scene = scenes.member(profile(), style=Style(), members=1240)
    assert scene.data["earned"] == "12.840 XP"
    assert "von 1.240 Mitgliedern" in scene.data["about"]


def test_who_earned_nothing_has_no_rank() -> None:
    nobody = profile(person(xp=0, streak=0), badges=())
    scene = scenes.member(nobody, style=Style(), members=240)
    assert scene.data["rank"] == "new"
    assert scene.data["about"] == "not on the board yet"
    assert scene.data["ratio"] == 0


def test_the_highest_level_is_a_full_ring() -> None:
    scene = scenes.member(profile(person(xp=900, highest=True)), style=Style())
    assert scene.data["ratio"] == 1.0
    assert scene.data["ahead"] == "the highest level there is"


def test_badges_that_are_addresses_are_left_out() -> None:
    badges = ("https://example.org/badge.png", "", *"🏆🚀🦊🌙⭐🔥🎉")
    scene = scenes.member(profile(badges=badges), style=Style())
    assert scene.data["badges"] == list("🏆🚀🦊🌙⭐🔥")


def test_a_name_is_shown_without_what_cannot_be_seen() -> None:
    assert scenes.shortened("\u202eAda\n\tLove\u0000lace ") == "Ada Love lace"
    assert scenes.shortened("👩\u200d🚀") == "👩\u200d🚀"
    assert len(scenes.shortened("a" * 500)) == 120


def test_a_board_has_at_most_three_people() -> None:
    scene = scenes.board(podium(*"ABCD"), of=Board.STARS, title="This season", style=Style())
    assert [each["rank"] for each in scene.data["people"]] == ["#1", "#2", "#3"]
    assert scene.data["people"][0]["value"] == "30,000 stars"
    assert scene.alt.startswith("This season: #1 A (30,000 stars), #2 B")


def test_an_empty_board_says_so() -> None:
    scene = scenes.board([], of=Board.XP, title="This season", style=Style())
    assert scene.alt == "This season: Nobody is on this board yet"
