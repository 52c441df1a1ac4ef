"""``/announcement preview``: what would be posted, in the guild's own words, before it happens."""

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction

from bot.celebrate import shown
from bot.commands.admin import PERMISSIONS, actor_of, refusals
from bot.commands.answer import Answer, give
from bot.commands.asked import rules_of
from bot.core import Core
from bot.texts import described, named, say
from synapse.engine.levels import MAX_LEVEL
from synapse.engine.rules import Rules
from synapse.services.posts import Occasion, announcing, post_of

Asked = GuildCommandInteraction[disnake.Client]

_KINDS = ("level_up", "achievement", "award", "quest")
_CHOICES = [disnake.OptionChoice(described(f"announcement.{kind}"), kind) for kind in _KINDS]
_LEVEL = 5


def attach(core: Core) -> None:
    """Offer the command."""

    @core.client.slash_command(
        name=named("announcement", "announcement.name"),
        description=described("announcement.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def announcement(_interaction: Asked) -> None:
        pass

    @announcement.sub_command(
        name=named("preview", "preview.name"), description=described("announcement.preview.description")
    )
    async def preview(
        interaction: Asked,
        kind: str = commands.Param(
            choices=_CHOICES, name=named("kind", "option.kind"), description=described("announcement.kind")
        ),
        level: int = commands.Param(
            default=_LEVEL,
            ge=2,
            le=MAX_LEVEL,
            name=named("level", "option.level"),
            description=described("announcement.level"),
        ),
    ) -> None:
        await give(interaction, _preview(core, interaction, kind, level), for_asker=True)


async def _preview(core: Core, interaction: Asked, kind: str, level: int) -> Answer:
    rules = rules_of(core, interaction.guild_id)
    with refusals():
        await actor_of(core, interaction)
    author = interaction.author
    with announcing(rules):
        payload = _example(kind, level, rules, author.id)
    occasion = Occasion(kind=kind, user_id=author.id, display_name=author.display_name, payload=payload)
    return Answer(shown(post_of(occasion, rules)), text=say("announcement.looks"), for_asker=True)


def _example(kind: str, level: int, rules: Rules, giver: int) -> dict[str, object]:
    """Figures as an occasion of this kind has them, in the language of announcements."""
    if kind == "level_up":
        return {"level": level, "gold": rules.settings.rewards.level_up_gold}
    if kind == "quest":
        return {
            "reason": say("announcement.example.quest"),
            "xp": 50,
            "stars": rules.settings.rewards.quest_completed_stars,
        }
    if kind == "award":
        return {"xp": 100, "gold": 25, "reason": say("announcement.example.reason"), "given_by": giver}
    return {
        "name": say("announcement.example.title"),
        "description": say("announcement.example.description"),
        "rarity": "rare",
        "badge": "🏆",
        "xp": 50,
        "gold": 0,
    }
