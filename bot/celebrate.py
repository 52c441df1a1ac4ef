"""What an announcement looks like: an embed made of the outbox entry's plain figures."""

from collections.abc import Callable, Mapping
from typing import Any

import disnake

from bot.texts import bar, counted, number, say
from synapse.engine.levels import progress, thresholds
from synapse.engine.rules import RARITY_COLORS, Rarity, Rules
from synapse.services.announcements import Waiting

_LEVEL_COLORS = (0x5865F2, 0x3498DB, 0x1ABC9C, 0x2ECC71, 0xF1C40F, 0xE67E22, 0xE91E63, 0x9B59B6)
"""The ring's colour; it changes every five levels."""
_LEVELS_PER_COLOR = 5
_AWARD_COLOR = 0xF1C40F
_NAME_LIMIT = 80


def embed(waiting: Waiting, rules: Rules | None) -> disnake.Embed:
    """The embed of an announcement; ``rules`` add the way to the next level where they are known."""
    made = _MADE[waiting.kind](waiting, rules)
    made.timestamp = waiting.occurred_at
    return made


def escaped(text: str, limit: int = _NAME_LIMIT) -> str:
    """A name as plain text: not longer than it should be, and without meaning in Discord's markup."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return disnake.utils.escape_markdown(disnake.utils.escape_mentions(short))


def level_color(level: int) -> int:
    """The colour of a level's ring."""
    return _LEVEL_COLORS[level // _LEVELS_PER_COLOR % len(_LEVEL_COLORS)]


def _level_up(waiting: Waiting, rules: Rules | None) -> disnake.Embed:
    level = int(waiting.payload["level"])
    made = disnake.Embed(
        title=f"🎉 {say('level_up.title', level=level)}",
        description=say("level_up.text", who=_who(waiting), level=level),
        color=level_color(level),
    )
    _add_reward(made, waiting.payload)
    if rules:
        made.description = f"{made.description}\n{_way_on(level, rules)}"
    return made


def _way_on(level: int, rules: Rules) -> str:
    table = thresholds(rules.settings.levels)
    if level >= len(table):
        return say("level_up.highest")
    way = progress(table[level - 1], rules.settings.levels)
    return say("level_up.next", bar=bar(way.ratio), needed=number(way.needed), next=level + 1)


def _achievement(waiting: Waiting, _rules: Rules | None) -> disnake.Embed:
    payload = waiting.payload
    rarity, badge = Rarity(payload["rarity"]), str(payload.get("badge") or "")
    is_picture = badge.startswith(("https://", "http://"))
    description = escaped(str(payload.get("description") or ""), limit=300)
    made = disnake.Embed(
        title=say(
            "achievement.title",
            badge="" if is_picture or not badge else f"{badge} ",
            name=escaped(str(payload["name"])),
        ),
        description=say(
            "achievement.text" if description else "achievement.text_bare", who=_who(waiting), description=description
        ),
        color=int(RARITY_COLORS[rarity].removeprefix("#"), 16),
    )
    if is_picture:
        made.set_thumbnail(url=badge)
    _add_reward(made, payload)
    made.set_footer(text=say(f"rarity.{rarity.value}"))
    return made


def _award(waiting: Waiting, _rules: Rules | None) -> disnake.Embed:
    payload = waiting.payload
    made = disnake.Embed(
        title=f"🏅 {say('award.title', name=escaped(waiting.display_name))}",
        description=say(
            "award.text", who=_who(waiting), amounts=_amounts(payload), giver=f"<@{int(payload['given_by'])}>"
        ),
        color=_AWARD_COLOR,
    )
    if reason := str(payload.get("reason") or ""):
        made.add_field(say("award.reason"), escaped(reason, limit=500), inline=False)
    return made


def _who(waiting: Waiting) -> str:
    return f"<@{waiting.user_id}>"


def _add_reward(made: disnake.Embed, payload: Mapping[str, Any]) -> None:
    if amounts := _amounts(payload):
        made.add_field(say("reward"), amounts, inline=True)


def _amounts(payload: Mapping[str, Any]) -> str:
    return " · ".join(counted(what, int(payload[what])) for what in ("xp", "gold") if payload.get(what))


_MADE: Mapping[str, Callable[[Waiting, Rules | None], disnake.Embed]] = {
    "level_up": _level_up,
    "achievement": _achievement,
    "award": _award,
}
