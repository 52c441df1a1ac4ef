"""The slash commands of the bot."""

from bot.commands import leaderboard, profile, rank
from bot.core import Core


def attach(core: Core) -> None:
    """Offer every command."""
    profile.attach(core)
    rank.attach(core)
    leaderboard.attach(core)
