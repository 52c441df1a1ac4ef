"""Levels and achievements that follow from a member's standing, run until nothing new follows."""

from bisect import bisect_right

from synapse.engine.levels import thresholds
from synapse.engine.rules import Achievement, Rules, Scope, TriggerKind
from synapse.engine.standing import Settlement, Standing

# All other triggers are named as the field of a tally that they watch.
_NOT_TALLIED = frozenset({TriggerKind.LEVEL, TriggerKind.STREAK, TriggerKind.ZONE_EVENTS, TriggerKind.MANUAL})


class Goals:
    """A guild's levels and achievements laid out for quick checks.

    Attributes:
        levels: The XP in all at which each level begins.
        level_gold: What each level pays.
        tallied: Achievements that watch a field of a tally: id, threshold, whether of the season, the field.
        special: Achievements that watch a level, a streak or a zone.
        by_id: All achievements.
    """

    __slots__ = ("by_id", "level_gold", "levels", "special", "tallied")

    def __init__(self, rules: Rules) -> None:
        achievements = rules.achievements
        self.levels = thresholds(rules.settings.levels)
        self.level_gold = rules.settings.rewards.level_up_gold
        self.by_id = {achievement.id: achievement for achievement in achievements}
        self.tallied = tuple(
            (each.id, each.threshold, each.scope is Scope.SEASON, each.trigger.value)
            for each in achievements
            if each.trigger not in _NOT_TALLIED
        )
        self.special = tuple(
            each for each in achievements if each.trigger in _NOT_TALLIED and each.trigger is not TriggerKind.MANUAL
        )


def settle(standing: Standing, rules: Rules) -> Settlement:
    """Bring a standing to its fixed point, in place, and tell what was new.

    Levels are reached once each, up to the one that the lifetime XP amounts to, and pay their gold;
    achievements are earned once each and pay XP (lifetime and season) and gold, which may lead to more.
    """
    goals: Goals | None = rules.prepared.get("goals")
    if goals is None:
        goals = rules.prepared["goals"] = Goals(rules)
    reached = bisect_right(goals.levels, standing.lifetime.xp)
    if reached <= standing.level and not _met(standing, goals):
        return _NOTHING
    return _settled(standing, goals)


_NOTHING = Settlement()


def _settled(standing: Standing, goals: Goals) -> Settlement:
    levels: list[int] = []
    earned: list[int] = []
    xp = gold = 0
    while True:
        new_levels = range(standing.level + 1, bisect_right(goals.levels, standing.lifetime.xp) + 1)
        if new_levels:
            levels += new_levels
            standing.level = new_levels[-1]
            standing.gold += len(new_levels) * goals.level_gold
        met = _met(standing, goals)
        if not met:
            gold += len(levels) * goals.level_gold
            return Settlement(tuple(levels), tuple(earned), xp, gold)
        earned += met
        for achievement in map(goals.by_id.__getitem__, met):
            _pay(standing, achievement)
            xp, gold = xp + achievement.xp, gold + achievement.gold


def _pay(standing: Standing, achievement: Achievement) -> None:
    standing.earned.add(achievement.id)
    standing.lifetime.xp += achievement.xp
    standing.season.xp += achievement.xp
    standing.gold += achievement.gold


def _met(standing: Standing, goals: Goals) -> list[int]:
    """Ids of achievements that the member has not, and has reached."""
    earned, lifetime, season = standing.earned, standing.lifetime, standing.season
    met = [
        number
        for number, threshold, seasonal, field in goals.tallied
        if number not in earned and getattr(season if seasonal else lifetime, field) >= threshold
    ]
    if goals.special:
        met += [each.id for each in goals.special if each.id not in earned and _value(each, standing) >= each.threshold]
    return met


def _value(achievement: Achievement, standing: Standing) -> int:
    """Where a member stands on a trigger that is not a field of a tally; levels and streaks know no season."""
    if achievement.trigger is TriggerKind.LEVEL:
        return standing.level
    if achievement.trigger is TriggerKind.STREAK:
        return standing.streak
    tally = standing.season if achievement.scope is Scope.SEASON else standing.lifetime
    return tally.zone_events.get(achievement.zone_id or 0, 0)
