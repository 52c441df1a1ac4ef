"""What an announcement looks like, as plain values: made once here, so that preview and post cannot differ.

The texts are in Discord's markup; ``<@7>`` mentions the member 7.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from synapse.engine.levels import progress, thresholds
from synapse.engine.rules import RARITY_COLORS, Rarity, Rules
from synapse.engine.templates import filled
from synapse.services.texts import bar, counted, escaped, number, say, speaking

_LEVEL_COLORS = (0x5865F2, 0x3498DB, 0x1ABC9C, 0x2ECC71, 0xF1C40F, 0xE67E22, 0xE91E63, 0x9B59B6)
"""The ring's colour; it changes every five levels."""
_LEVELS_PER_COLOR = 5
_AWARD_COLOR = 0xF1C40F
_QUEST_COLOR = 0x2ECC71
_LONGEST_BADGE = 60
"""An emoji of a server's own takes up to 57 characters; what is longer is no emoji, and titles hold 256."""
_PICTURE = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class PostField:
    """A name with a value under it; those that are ``inline`` stand beside each other."""

    name: str
    value: str
    inline: bool


@dataclass(frozen=True, slots=True)
class Post:
    """An announcement.

    Attributes:
        title: The first line.
        description: The text under it.
        color: The stripe's colour as a number, 0xRRGGBB.
        fields: What stands below.
        picture: The address of a small picture beside it.
        footer: The last, small line.
    """

    title: str
    description: str
    color: int
    fields: tuple[PostField, ...] = ()
    picture: str | None = None
    footer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is announced.

    Attributes:
        kind: ``level_up``, ``achievement``, ``award`` or ``quest``.
        user_id: Who is celebrated.
        display_name: What they are called in the guild.
        payload: The figures that the text is made of, as the outbox keeps them.
    """

    kind: str
    user_id: int
    display_name: str
    payload: Mapping[str, Any]


def mention(user_id: int) -> str:
    """What Discord shows as the member's name, and tells the member of."""
    return f"<@{user_id}>"


def level_color(level: int) -> int:
    """The colour of a level's ring."""
    return _LEVEL_COLORS[level // _LEVELS_PER_COLOR % len(_LEVEL_COLORS)]


def badge_of(badge: str) -> str:
    """A badge that stands in a line of text: the emoji itself, a cup for a picture, a long text or none."""
    return "🏆" if not badge or badge.startswith(_PICTURE) or len(badge) > _LONGEST_BADGE else badge


def post_of(occasion: Occasion, rules: Rules | None) -> Post:
    """What an occasion is announced as; ``rules`` tell the language, and the way to the next level."""
    with announcing(rules):
        return _MADE[occasion.kind](occasion, rules)


def announcing(rules: Rules | None) -> AbstractContextManager[None]:
    """Speak the language in which a guild's announcements are written."""
    return speaking(rules.settings.announcements.language if rules else None)


def _level_up(occasion: Occasion, rules: Rules | None) -> Post:
    level = int(occasion.payload["level"])
    text = _own_level_text(level, occasion, rules) or say("level_up.text", who=mention(occasion.user_id), level=level)
    return Post(
        title=f"🎉 {say('level_up.title', level=level)}",
        description=f"{text}\n{_way_on(level, rules)}" if rules else text,
        color=level_color(level),
        fields=_reward(occasion.payload),
    )


def _own_level_text(level: int, occasion: Occasion, rules: Rules | None) -> str:
    """What the guild itself says of this level, or of any; empty if it says nothing."""
    if rules is None:
        return ""
    texts, role = rules.settings.announcements, rules.level_roles.get(level)
    values = {"level": str(level), "role": f"<@&{role}>" if role else "", **_amounts_by_name(occasion.payload)}
    return _own(texts.level_texts.get(level) or texts.level_up_text, occasion, values)


def _own(template: str, occasion: Occasion, values: Mapping[str, str]) -> str:
    """A guild's own text, filled in."""
    who = {"member": mention(occasion.user_id), "name": escaped(occasion.display_name)}
    return filled(template, {**who, **values})


def _amounts_by_name(payload: Mapping[str, Any]) -> dict[str, str]:
    return {what: number(int(payload.get(what) or 0)) for what in ("xp", "gold")}


def _way_on(level: int, rules: Rules) -> str:
    table = thresholds(rules.settings.levels)
    if level >= len(table):
        return say("level_up.highest")
    way = progress(table[level - 1], rules.settings.levels)
    return say("level_up.next", bar=bar(way.ratio), needed=number(way.needed), next=level + 1)


def _achievement(occasion: Occasion, rules: Rules | None) -> Post:
    payload = occasion.payload
    rarity, badge = Rarity(payload["rarity"]), str(payload.get("badge") or "")
    is_picture = badge.startswith(_PICTURE)
    description = escaped(str(payload.get("description") or ""), limit=300)
    name = "achievement.text" if description else "achievement.text_bare"
    values = {
        "achievement": escaped(str(payload["name"])),
        "description": description,
        "rarity": say(f"rarity.{rarity.value}"),
        **_amounts_by_name(payload),
    }
    own = _own(rules.settings.announcements.achievement_text, occasion, values) if rules else ""
    return Post(
        title=say(
            "achievement.title",
            badge="" if is_picture or not badge or len(badge) > _LONGEST_BADGE else f"{badge} ",
            name=escaped(str(payload["name"])),
        ),
        description=own or say(name, who=mention(occasion.user_id), description=description),
        color=int(RARITY_COLORS[rarity].removeprefix("#"), 16),
        fields=_reward(payload),
        picture=badge if is_picture else None,
        footer=say(f"rarity.{rarity.value}"),
    )


def _award(occasion: Occasion, rules: Rules | None) -> Post:
    payload = occasion.payload
    giver = mention(int(payload["given_by"]))
    reason = str(payload.get("reason") or "")
    values = {"giver": giver, "reason": escaped(reason, limit=500), **_amounts_by_name(payload)}
    own = _own(rules.settings.announcements.award_text, occasion, values) if rules else ""
    return Post(
        title=f"🏅 {say('award.title', name=escaped(occasion.display_name))}",
        description=own or say("award.text", who=mention(occasion.user_id), amounts=_amounts(payload), giver=giver),
        color=_AWARD_COLOR,
        fields=(PostField(say("award.reason"), escaped(reason, limit=500), inline=False),) if reason else (),
    )


def _quest(occasion: Occasion, _rules: Rules | None) -> Post:
    payload = occasion.payload
    title = escaped(str(payload["reason"]))
    return Post(
        title=f"🧭 {say('quest.title', title=title)}",
        description=say("quest.text", who=mention(occasion.user_id)),
        color=_QUEST_COLOR,
        fields=_reward(payload),
    )


def _reward(payload: Mapping[str, Any]) -> tuple[PostField, ...]:
    amounts = _amounts(payload)
    return (PostField(say("reward"), amounts, inline=True),) if amounts else ()


def _amounts(payload: Mapping[str, Any]) -> str:
    return " · ".join(counted(what, int(payload[what])) for what in ("xp", "stars", "gold") if payload.get(what))


_MADE: Mapping[str, Callable[[Occasion, Rules | None], Post]] = {
    "level_up": _level_up,
    "achievement": _achievement,
    "award": _award,
    "quest": _quest,
}
