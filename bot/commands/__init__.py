"""The slash commands of the bot."""

from bot.commands import (
    achievements,
    announcement,
    award,
    boost,
    buy_coffee,
    create_achievement,
    leaderboard,
    level_role,
    link_github,
    preferences,
    privacy,
    profile,
    quest,
    quests,
    rank,
    recap,
    season,
    setup,
    shop,
    why,
    zone,
)
from bot.core import Core


def attach(core: Core) -> None:
    """Offer every command."""
    profile.attach(core)
    rank.attach(core)
    leaderboard.attach(core)
    recap.attach(core)
    why.attach(core)
    achievements.attach(core)
    season.attach(core)
    preferences.attach(core)
    privacy.attach(core)
    buy_coffee.attach(core)
    link_github.attach(core)
    quests.attach(core)
    quest.attach(core)
    shop.attach(core)
    level_role.attach(core)
    boost.attach(core)
    award.attach(core)
    create_achievement.attach(core)
    zone.attach(core)
    announcement.attach(core)
    setup.attach(core)
