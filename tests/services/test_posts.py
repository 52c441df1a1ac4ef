"""What announcements look like, before any face shows them."""

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest
from disnake.utils import escape_markdown, escape_mentions
from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.rules import RARITY_COLORS, Rarity, Rules, Season
from synapse.engine.settings import Announcements, GuildSettings, TableCurve
from synapse.services.posts import Occasion, Post, PostField, level_color, post_of
from synapse.services.texts import escaped

RULES = Rules(guild_id=1, settings=GuildSettings(), season=Season(1, "first", datetime(2025, 8, 1, tzinfo=UTC)))
FACTS: dict[str, Any] = {
    "name": "Veteran",
    "description": "50,000 XP",
    "badge": "🎖️",
    "rarity": "epic",
    "xp": 500,
    "gold": 1,
}


def post(kind: str, rules: Rules | None = None, **payload: object) -> Post:
    return post_of(Occasion(kind=kind, user_id=3, display_name="Ada *the* @everyone", payload=payload), rules)


def test_an_achievement_whole() -> None:
    assert post("achievement", **FACTS) == Post(
        title="🎖️ Veteran",
        description="<@3> earned an achievement: 50,000 XP",
        color=0x9B59B6,
        fields=(PostField("Reward", "500 XP · 1 gold", inline=True),),
        picture=None,
        footer="Epic",
    )


def test_an_achievement_with_nothing_but_a_name() -> None:
    made = post("achievement", name="Bare", rarity="common")
    assert (made.title, made.description, made.fields) == ("Bare", "<@3> earned an achievement.", ())


def test_a_badge_may_be_a_picture() -> None:
    made = post("achievement", **(FACTS | {"badge": "https://x.org/b.png"}))
    assert (made.title, made.picture) == ("Veteran", "https://x.org/b.png")


@pytest.mark.parametrize("rarity", Rarity)
def test_each_rarity_has_its_colour(rarity: Rarity) -> None:
    assert f"#{post('achievement', name='X', rarity=rarity.value).color:06X}" == RARITY_COLORS[rarity]


def test_a_level_up_tells_the_way_on_where_the_rules_are_known() -> None:
    assert post("level_up", level=2, gold=50).description == "<@3> reached **level 2**."
    assert post("level_up", RULES, level=2, gold=50).description.endswith("156 XP to level 3")
    highest = dataclasses.replace(RULES, settings=GuildSettings(levels=TableCurve(totals=(100, 200))))
    assert post("level_up", highest, level=3, gold=0).description.endswith("There is no level above this one.")


def test_the_colour_of_a_level_comes_round_again() -> None:
    assert level_color(0) == level_color(4) == level_color(40)
    assert level_color(4) != level_color(5)


def test_an_award_with_and_without_a_reason() -> None:
    made = post("award", xp=0, gold=5, given_by="9", reason="**loud** @here")
    assert made.title == "🏅 An award for Ada \\*the\\* @\u200beveryone"
    assert made.description == "<@3> was given 5 gold by <@9>."
    assert made.fields == (PostField("Reason", "\\*\\*loud\\*\\* @\u200bhere", inline=False),)
    assert post("award", xp=0, gold=5, given_by="9").fields == ()


def test_a_quest_that_was_done() -> None:
    made = post("quest", RULES, xp=80, stars=5, gold=0, reason="Fix *one* bug @here")
    assert (made.title, made.description) == ("🧭 Fix \\*one\\* bug @\u200bhere", "<@3> completed a quest.")
    assert made.fields == (PostField("Reward", "80 XP · 5 stars", inline=True),)


PIECES = ["@everyone", "@here", "@12345678901234567", "https://x.org/a_b_c", "**", "> ", ">>> ", "[a](b)", " "]
WRITTEN = st.text(max_size=60) | st.lists(st.sampled_from([*PIECES, *"ab_*~|`\\>[]()<:/@.\n1"])).map("".join)


@given(WRITTEN)
def test_what_people_wrote_means_nothing_in_discords_markup(text: str) -> None:
    """As the library does it that knows Discord best."""
    assert escaped(text, limit=1000) == escape_markdown(escape_mentions(text))


@given(st.text("abc ", min_size=2, max_size=30), st.data())
def test_what_is_too_long_ends_early(text: str, data: st.DataObject) -> None:
    limit = data.draw(st.integers(1, len(text) - 1))
    assert escaped(text, limit=limit) == text[: limit - 1] + "…"
    assert escaped(text, limit=len(text)) == text


def with_texts(**texts: Any) -> Rules:  # noqa: ANN401 - any field of Announcements
    settings = GuildSettings(announcements=Announcements(**texts))
    return dataclasses.replace(RULES, settings=settings, level_roles={10: 77})


def test_a_guild_says_it_in_its_own_words() -> None:
    rules = with_texts(
        level_up_text="{member} ({name}): {level}, {gold} gold, {role}",
        level_texts={10: "Ten! {role}"},
        achievement_text="{achievement} / {description} / {rarity} / {xp} / {gold}",
        award_text="{giver} gives {xp} XP and {gold} gold: {reason}",
    )
    name = r"Ada \*the\* @" + "\u200b" + "everyone"
    any_level = post("level_up", rules, level=9, gold=50)
    assert any_level.description.splitlines()[0] == f"<@3> ({name}): 9, 50 gold, "
    assert post("level_up", rules, level=10, gold=50).description.startswith("Ten! <@&77>\n")
    assert post("achievement", rules, **FACTS).description == "Veteran / 50,000 XP / Epic / 500 / 1"
    given_by = {"given_by": "7", "xp": 5, "gold": 0, "reason": "{level} *bold*"}
    assert post("award", rules, **given_by).description == r"<@7> gives 5 XP and 0 gold: {level} \*bold\*"


def test_without_own_words_everything_reads_as_ever() -> None:
    assert post("award", RULES, given_by="7", xp=5).description == post("award", None, given_by="7", xp=5).description
