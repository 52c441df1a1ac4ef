"""What is on a picture, in the language that is spoken: from the services' values to what a template reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from synapse.engine.settings import Cards
from synapse.services.boards import Board, Entry
from synapse.services.members import Member, Profile
from synapse.services.texts import counted, number, say

BADGES = 6
_SHARED_BADGES = 3
_ACCENTS = {"dark": "#ff8b5e", "light": "#b2350d"}
_LONGEST = 120


class Shape(StrEnum):
    """Which template draws it."""

    MEMBER = "member"
    SHARE = "share"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture looks.

    Attributes:
        theme: ``dark`` or ``light``.
        background: ``threads``, ``dots``, ``glow`` or ``plain``.
        accent: A colour as ``#rrggbb``; None for the theme's own.
    """

    theme: str = "dark"
    background: str = "threads"
    accent: str | None = None

    def data(self) -> dict[str, Any]:
        """The style as templates read it."""
        return {
            "theme": self.theme,
            "background": self.background,
            "accent": self.accent or _ACCENTS[self.theme],
        }


def style_of(cards: Cards, accent: str | None = None) -> Style:
    """The style that a guild chose, with a member's own colour where they have one."""
    return Style(cards.theme, cards.background, accent or cards.accent_color)


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture that can be drawn.

    Attributes:
        shape: The template.
        data: What it reads, without the portraits.
        portraits: The addresses of the people's pictures, in their order on the picture.
        alt: The same in words, for who cannot see it.
    """

    shape: Shape
    data: dict[str, Any] = field(hash=False)
    portraits: tuple[str, ...]
    alt: str


def member(
    profile: Profile,
    *,
    style: Style,
    guild: str = "",
    members: int = 0,
    zone: str | None = None,
    shared: bool = False,
) -> Scene:
    """A member's card.

    Args:
        profile: Whose.
        style: How it looks.
        guild: The guild's name, shown on the wide one.
        members: Out of how many the rank is; 0 leaves it out.
        zone: Where they earned most; None leaves it out.
        shared: The wide one that other sites show, instead of the one for Discord.
    """
    person = profile.member
    ranked = person.xp > 0 and person.left_at is None
    earned = say("card.xp", xp=number(person.xp))
    data = {
        **style.data(),
        **_person(person),
        "guild": shortened(guild),
        "level": say("card.level", level=person.level),
        "rank": f"#{number(profile.rank)}" if ranked else say("card.none"),
        "about": "  ·  ".join(_about(profile, members if ranked else 0, None if shared else zone)),
        "earned": earned,
        "ahead": _ahead(person),
        "ratio": person.progress.ratio if person.progress.needed else 1.0,
        "stars": number(person.stars),
        "gold": number(person.gold),
        "badges": _badges(profile, _SHARED_BADGES if shared else BADGES),
    }
    rank = (
        say("card.alt.rank", rank=number(profile.rank), count=number(members))
        if ranked and members
        else say("card.unranked")
    )
    alt = say("card.alt", name=person.display_name, level=person.level, rank=rank, xp=earned, ahead=_ahead(person))
    return Scene(Shape.SHARE if shared else Shape.MEMBER, data, (person.avatar_url,), alt)


def board(entries: Sequence[Entry], *, of: Board, title: str, style: Style, guild: str = "") -> Scene:
    """The first three of a leaderboard.

    Args:
        entries: The leaderboard from its top; more than three are left out.
        of: What it is ordered by.
        title: What it is called.
        style: How it looks.
        guild: The guild's name.
    """
    people = [
        {
            **_person(entry.member),
            "rank": f"#{number(entry.rank)}",
            "value": counted(of.value, entry.value),
        }
        for entry in entries[:3]
    ]
    data = {**style.data(), "guild": shortened(guild), "title": title, "people": people, "empty": say("card.empty")}
    alt = ", ".join(f"{each['rank']} {each['name']} ({each['value']})" for each in people) or say("card.empty")
    portraits = tuple(entry.member.avatar_url for entry in entries[:3])
    return Scene(Shape.BOARD, data, portraits, f"{title}: {alt}")


def shortened(text: str) -> str:
    """A name without what is not shown, and no longer than any picture has room for."""
    shown = "".join(letter if letter.isprintable() or letter == "\u200d" else " " for letter in text)
    return " ".join(shown.split())[:_LONGEST]


def _person(person: Member) -> dict[str, Any]:
    name = shortened(person.display_name)
    return {"name": name, "initial": name[:1].upper() or "?", "portrait": None}


def _about(profile: Profile, members: int, zone: str | None) -> list[str]:
    streak = profile.member.streak
    parts = [say("card.of", count=number(members)) if members else say("card.unranked")]
    if streak:
        parts.append(counted("days", streak))
    if zone:
        parts.append(say("card.zone", zone=shortened(zone)))
    return parts


def _ahead(person: Member) -> str:
    way = person.progress
    if not way.needed:
        return say("card.highest")
    return say("card.ahead", xp=number(way.needed - way.earned), level=way.level + 1)


def _badges(profile: Profile, most: int) -> list[str]:
    """What they bought to be shown, and the newest badges that are emoji; pictures are on the profile's page."""
    badges = [earned.achievement.badge for earned in profile.achievements]
    return [*profile.markers, *(badge for badge in badges if badge and "://" not in badge)][:most]
