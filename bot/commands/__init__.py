"""The slash commands of the bot."""

from bot.commands import boost, leaderboard, level_role, profile, rank, why
from bot.core import Core


def attach(core: Core) -> None:
    """Offer every command."""
    profile.attach(core)
    rank.attach(core)
    leaderboard.attach(core)
    why.attach(core)
    level_role.attach(core)
    boost.attach(core)
