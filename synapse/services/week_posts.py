"""What is posted of a week, in the guild's language: who won it, and what it was like."""

from datetime import date

from synapse.engine import weeks
from synapse.engine.rules import Rules
from synapse.services.members import Achievement, Member
from synapse.services.posts import Post, PostField, announcing, mention
from synapse.services.recaps import Recap
from synapse.services.texts import counted, escaped, number, say
from synapse.services.weeks import Winner, WonWeek

_COLOR = 0xF1C40F
_RECAP_COLOR = 0x5865F2
_PICTURE = ("https://", "http://")
_MEDALS = ("🥇", "🥈", "🥉")


def span_of(week: date) -> str:
    """A week by its first and last day, as in "2026-11-16 to 2026-11-22"."""
    return say("week.span", first=week.isoformat(), last=weeks.last_day(week).isoformat())


def winners_post(won: WonWeek, rules: Rules) -> Post:
    """The best of a week."""
    with announcing(rules):
        lines = [_winner(each) for each in won.winners]
        fields = []
        bonus = won.winners[0] if won.winners else None
        amounts = (
            [counted(what, amount) for what, amount in (("xp", bonus.bonus_xp), ("gold", bonus.bonus_gold)) if amount]
            if bonus
            else []
        )
        if amounts:
            fields.append(PostField(say("week.bonus"), " · ".join(amounts), inline=True))
        if roles := rules.settings.weekly.role_ids:
            fields.append(PostField(say("week.role"), " ".join(f"<@&{role}>" for role in roles), inline=True))
        return Post(
            title=f"🏆 {say('week.title')}",
            description="\n".join([span_of(won.week), "", *lines]),
            color=_COLOR,
            fields=tuple(fields),
        )


def recap_post(recap: Recap, rules: Rules) -> Post:
    """What a guild's week was like."""
    with announcing(rules):
        parts = (
            (
                "recap.best",
                [
                    f"{_medal(place)} {_name(each.member)} · {counted('xp', each.xp)}"
                    for place, each in enumerate(recap.best, start=1)
                ],
            ),
            (
                "recap.risen",
                [
                    say("recap.risen.line", name=_name(each.member), level=each.level, levels=each.levels)
                    for each in recap.risen
                ],
            ),
            (
                "recap.earned",
                [
                    say("recap.earned.line", name=badged(each.achievement), count=number(each.earners))
                    for each in recap.achievements
                ],
            ),
            (
                "recap.zone",
                [say("recap.zone.line", zone=escaped(recap.zone), count=number(recap.zone_events))]
                if recap.zone
                else [],
            ),
        )
        fields = [PostField(say("recap.sums"), _sums(recap), inline=False)]
        fields += [PostField(say(name), "\n".join(lines), inline=False) for name, lines in parts if lines]
        return Post(
            title=f"📬 {say('recap.title')}", description=span_of(recap.week), color=_RECAP_COLOR, fields=tuple(fields)
        )


def badged(achievement: Achievement) -> str:
    """An achievement's name with its badge, if that is an emoji."""
    mark = "🏆" if not achievement.badge or achievement.badge.startswith(_PICTURE) else achievement.badge
    return f"{mark} {escaped(achievement.name)}"


def _sums(recap: Recap) -> str:
    more = recap.active - recap.active_before
    name = "recap.more" if more > 0 else "recap.fewer" if more < 0 else "recap.as_many"
    active = say("recap.active", count=number(recap.active), compared=say(name, count=number(abs(more))))
    return f"{active}\n{counted('messages', recap.messages)} · {counted('xp', recap.xp)}"


def _medal(place: int) -> str:
    return _MEDALS[place - 1] if place <= len(_MEDALS) else f"**{place}.**"


def _name(member: Member) -> str:
    """A name that tells nobody that they are told of: a recap names many."""
    return escaped(member.display_name, limit=40)


def _winner(winner: Winner) -> str:
    who = escaped(winner.member.display_name) if winner.member.anonymous else mention(winner.member.key)
    return f"{_medal(winner.place)} {who} · **{counted('xp', winner.xp)}**"
