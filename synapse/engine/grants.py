"""What events pay that do not come in from Discord; fair play has no say in them."""

from synapse.engine.events import AchievementEarned, AwardGiven, GoldSpent, LevelReached, QuestCompleted, WeekWon
from synapse.engine.reward import Reward
from synapse.engine.rules import Rules

Granted = QuestCompleted | AwardGiven | LevelReached | AchievementEarned | GoldSpent | WeekWon


def granted(event: Granted, rules: Rules) -> Reward:
    """The reward of a quest, an award, a level, an achievement or a week, or the price of a purchase as negative gold.

    Raises:
        ValueError: The achievement is not among the rules.
    """
    if isinstance(event, QuestCompleted):
        stars = rules.settings.rewards.quest_completed_stars if event.stars is None else event.stars
        return Reward(xp=event.xp, stars=stars, gold=event.gold, base_xp=event.xp, base_stars=stars)
    if isinstance(event, AwardGiven):
        return Reward(xp=event.xp, gold=event.gold, base_xp=event.xp)
    if isinstance(event, LevelReached):
        return Reward(gold=rules.settings.rewards.level_up_gold)
    if isinstance(event, GoldSpent):
        return Reward(gold=-event.gold)
    if isinstance(event, WeekWon):
        weekly = rules.settings.weekly
        return Reward(xp=weekly.bonus_xp, gold=weekly.bonus_gold, base_xp=weekly.bonus_xp)
    return _of_achievement(event.achievement_id, rules)


def _of_achievement(number: int, rules: Rules) -> Reward:
    for achievement in rules.achievements:
        if achievement.id == number:
            return Reward(xp=achievement.xp, gold=achievement.gold, base_xp=achievement.xp)
    raise ValueError(f"There is no active achievement {number} in this guild, so it pays nothing.")
