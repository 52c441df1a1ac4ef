"""``/achievements``: what the asker earned, and how far the next ones are, page by page.

The buttons carry all that a page needs, so they work on messages from before a restart too.
"""

from dataclasses import dataclass

import disnake
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction

from bot.commands.answer import Answer, Hint, give
from bot.commands.asked import carried, carrying, rules_of
from bot.core import Core
from bot.texts import bar, counted, described, named, number, say
from synapse.engine.rules import RARITY_COLORS, Rarity, Rules, Scope, TriggerKind
from synapse.services import earners
from synapse.services.achievements import Template
from synapse.services.earners import Progress, Way
from synapse.services.posts import badge_of
from synapse.services.privacy import Reader
from synapse.services.texts import escaped

_MARK = "achievements"
_SIZE = 6
_AHEAD, _EARNED = "ahead", "earned"
_LONGEST_NAME, _LONGEST_DESCRIPTION, _LONGEST_ZONE = 60, 120, 40


@dataclass(frozen=True, slots=True)
class Turn:
    """A page, from 0, of what is ahead or of what was earned."""

    view: str = _AHEAD
    page: int = 0

    def custom_id(self, place: str) -> str:
        """The turn as a button carries it; ``place`` keeps two buttons of one message apart."""
        return carrying(_MARK, place, self.view, self.page)

    @classmethod
    def parse(cls, custom_id: str | None) -> "Turn | None":
        """Read a button's turn; None when the button is another one's."""
        values = carried(custom_id, _MARK, 3)
        if values is None or values[1] not in (_AHEAD, _EARNED) or not values[2].isdecimal():
            return None
        return cls(values[1], int(values[2]))


def attach(core: Core) -> None:
    """Offer the command and hear its buttons."""

    @core.client.slash_command(
        name=named("achievements", "achievements.name"), description=described("achievements.description")
    )
    async def achievements(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, _answer(core, interaction.guild_id, interaction.author.id, Turn()), for_asker=True)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        turn = Turn.parse(interaction.component.custom_id)
        if turn is None or interaction.guild_id is None:
            return
        making = _answer(core, interaction.guild_id, interaction.author.id, turn, in_place=True)
        await give(interaction, making, for_asker=True, in_place=True)


async def _answer(core: Core, guild_id: int, user_id: int, turn: Turn, *, in_place: bool = False) -> Answer:
    rules = rules_of(core, guild_id)
    reader = Reader(user_id, member=True)
    ways = await earners.ways(core.engine, rules, user_id, now=core.clock(), reader=reader)
    if ways is None:
        raise Hint(say("profile.nobody", who=f"<@{user_id}>"))
    listed = _listed(ways, turn.view)
    pages = max(1, -(-len(listed) // _SIZE))
    turn = Turn(turn.view, min(turn.page, pages - 1))
    shown = listed[turn.page * _SIZE : (turn.page + 1) * _SIZE]
    done = sum(_is_earned(way) for way in ways)
    made = disnake.Embed(
        title=f"🏆 {say('achievements.title', earned=number(done), all=number(len(ways)))}",
        description="\n\n".join(_told(way, rules) for way in shown) or say(f"achievements.{turn.view}.none"),
        color=_color(shown),
    )
    made.set_footer(text=say("achievements.footer", page=number(turn.page + 1), pages=number(pages)))
    return Answer(made, buttons=_buttons(turn, pages), for_asker=True, in_place=in_place)


def _is_earned(way: Way) -> bool:
    return way.progress is not None and way.progress.earned_at is not None


def _listed(ways: list[Way], view: str) -> list[Way]:
    """What was earned, the newest first; or what is ahead, the nearest first and what is given by hand last."""
    if view == _EARNED:
        earned = [(way.progress.earned_at, way) for way in ways if way.progress and way.progress.earned_at]
        return [way for _at, way in sorted(earned, key=lambda each: each[0], reverse=True)]
    return sorted(
        (way for way in ways if not _is_earned(way)), key=lambda way: -way.progress.ratio if way.progress else 1
    )


def _told(way: Way, rules: Rules) -> str:
    """An achievement in a few lines: what it is called, what it is for, and how far it is or when it was earned."""
    template = way.template
    name = escaped(template.name, limit=_LONGEST_NAME)
    lines = [f"{badge_of(template.badge)} **{name}** · {say(f'rarity.{template.rarity.value}')}"]
    if template.description:
        lines.append(escaped(template.description, limit=_LONGEST_DESCRIPTION))
    lines.append(_state(way, rules))
    return "\n".join(lines)


def _state(way: Way, rules: Rules) -> str:
    if way.progress is None:
        return say("achievements.by_hand")
    if way.progress.earned_at is not None:
        return say("achievements.earned_at", at=f"<t:{int(way.progress.earned_at.timestamp())}:D>")
    line = f"{bar(way.progress.ratio)} {_goal(way.template, way.progress, rules)}"
    rewards = [counted(what, getattr(way.template, what)) for what in ("xp", "gold") if getattr(way.template, what)]
    return f"{line} · +{' · '.join(rewards)}" if rewards else line


def _goal(template: Template, progress: Progress, rules: Rules) -> str:
    value = number(progress.value)
    if template.trigger is TriggerKind.LEVEL:
        return say("achievements.level", value=value, goal=number(progress.threshold))
    unit = {TriggerKind.STREAK: "days", TriggerKind.ZONE_EVENTS: "events"}.get(template.trigger, template.trigger.value)
    told = say("achievements.progress", value=value, goal=counted(unit, progress.threshold))
    if template.zone_id is not None and template.zone_id in rules.zones:
        zone = escaped(rules.zones[template.zone_id].name, limit=_LONGEST_ZONE)
        told = say("achievements.in_zone", progress=told, zone=zone)
    return say("achievements.in_season", progress=told) if template.scope is Scope.SEASON else told


def _color(shown: list[Way]) -> int:
    rarity = shown[0].template.rarity if shown else Rarity.COMMON
    return int(RARITY_COLORS[rarity].removeprefix("#"), 16)


def _buttons(turn: Turn, pages: int) -> list[disnake.ui.Button[None]]:
    return [
        _button("ahead", Turn(_AHEAD), turn.view != _AHEAD, "🧭"),
        _button("earned", Turn(_EARNED), turn.view != _EARNED, "🏅"),
        _button("previous", Turn(turn.view, max(turn.page - 1, 0)), turn.page > 0, "◀️"),
        _button("next", Turn(turn.view, turn.page + 1), turn.page + 1 < pages, "▶️"),
    ]


def _button(name: str, turn: Turn, enabled: bool, emoji: str) -> disnake.ui.Button[None]:  # noqa: FBT001 - one fact about the button
    return disnake.ui.Button(
        label=say(f"page.{name}"),
        emoji=emoji,
        style=disnake.ButtonStyle.secondary,
        custom_id=turn.custom_id(name),
        disabled=not enabled,
    )
