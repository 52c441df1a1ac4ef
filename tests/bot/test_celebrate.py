import dataclasses
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot import celebrate
from bot.texts import bar, counted, number, say
from synapse.engine.rules import Rules, Season
from synapse.engine.settings import GuildSettings, TableCurve
from synapse.services.announcements import Waiting

AT = datetime(2025, 8, 1, tzinfo=UTC)
RULES = Rules(guild_id=1, settings=GuildSettings(), season=Season(1, "first", AT))


def waiting(kind: str, **payload: object) -> Waiting:
    return Waiting(
        guild_id=1,
        id=2,
        event_key="l3:2",
        kind=kind,
        user_id=3,
        channel_id=4,
        payload=payload,
        occurred_at=AT,
        display_name="Ada *the* @everyone",
        attempts=1,
    )


def test_a_level_up_tells_the_level_the_gold_and_the_way_on() -> None:
    embed = celebrate.embed(waiting("level_up", level=2, gold=50), RULES)
    assert embed.title == "🎉 Level 2"
    assert embed.description
    assert "<@3> reached **level 2**" in embed.description
    assert "156 XP to level 3" in embed.description
    assert [field.value for field in embed.fields] == ["50 gold"]
    assert embed.timestamp == AT


def test_the_highest_level_has_no_way_on() -> None:
    settings = GuildSettings(levels=TableCurve(totals=(100, 200)))
    embed = celebrate.embed(waiting("level_up", level=3, gold=0), dataclasses.replace(RULES, settings=settings))
    assert "no level above" in str(embed.description)
    assert embed.fields == []


@pytest.mark.parametrize(
    ("rarity", "color"), [("common", 0x95A5A6), ("uncommon", 0x2ECC71), ("epic", 0x9B59B6), ("legendary", 0xF1C40F)]
)
def test_an_achievement_has_the_colour_of_its_rarity(rarity: str, color: int) -> None:
    facts = {"achievement_id": 7, "name": "Veteran", "description": "50,000 XP", "badge": "🎖️", "rarity": rarity}
    embed = celebrate.embed(waiting("achievement", **facts, xp=500, gold=1), RULES)
    assert embed.title == "🎖️ Veteran"
    assert embed.color
    assert embed.color.value == color
    assert [field.value for field in embed.fields] == ["500 XP · 1 gold"]


def test_a_badge_may_be_a_picture() -> None:
    facts = {
        "achievement_id": 7,
        "name": "Veteran",
        "description": "",
        "badge": "https://x.org/b.png",
        "rarity": "rare",
    }
    embed = celebrate.embed(waiting("achievement", **facts, xp=0, gold=0), RULES)
    assert (embed.title, embed.thumbnail.url) == ("Veteran", "https://x.org/b.png")


def test_an_award_names_the_giver_and_escapes_what_people_wrote() -> None:
    embed = celebrate.embed(waiting("award", xp=10, gold=1, reason="**loud** @everyone", given_by="9"), None)
    assert "10 XP · 1 gold" in str(embed.description)
    assert "<@9>" in str(embed.description)
    assert "@everyone" not in str(embed.title) + str(embed.fields[0].value)
    assert "**loud**" not in str(embed.fields[0].value)


def test_numbers_plurals_and_bars() -> None:
    assert number(1234567) == "1,234,567"
    assert (counted("stars", 1), counted("stars", 2), counted("stars", 0)) == ("1 star", "2 stars", "0 stars")
    assert (bar(0, 4), bar(0.5, 4), bar(0.999, 4), bar(1, 4)) == ("▱▱▱▱", "▰▰▱▱", "▰▰▰▱", "▰▰▰▰")
    assert bar(float(Decimal("0.25")), 4) == "▰▱▱▱"


def test_an_error_has_a_reference() -> None:
    assert say("error", reference="abc").endswith("`abc`")
