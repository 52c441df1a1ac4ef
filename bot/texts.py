"""Everything the bot says, in one catalogue, so that another language is another catalogue."""

from collections.abc import Mapping

from synapse.services import texts
from synapse.services.texts import bar, counted, number

__all__ = ["CATALOGUE", "bar", "counted", "number", "say"]

CATALOGUE: Mapping[str, str] = {
    **texts.CATALOGUE,
    "profile.description": "See how far you, or somebody else, have come.",
    "profile.member": "Whose profile; leave it empty for your own.",
    "profile.level": "Level {level}",
    "profile.progress": "{bar}\n{earned} of {needed} XP to level {next}",
    "profile.highest": "{bar}\nThe highest level there is.",
    "profile.rank": "Rank",
    "profile.rank_value": "#{rank}",
    "profile.unranked": "not yet on the board",
    "profile.xp": "XP",
    "profile.stars": "Stars",
    "profile.gold": "Gold",
    "profile.season": "This season",
    "profile.lifetime": "In all",
    "profile.streak": "Streak",
    "profile.nothing": "nothing yet",
    "profile.achievements": "Achievements ({count})",
    "profile.more": "and {count} more",
    "profile.nobody": "{who} has not been seen here yet. A message or a reaction is enough to begin.",
    "profile.bot": "Bots earn nothing, so {who} has no profile.",
    "leaderboard.description": "See who is at the top.",
    "leaderboard.board": "What to order by; XP unless you choose.",
    "leaderboard.span": "Over which time; the season unless you choose.",
    "leaderboard.title": "{board} · {span}",
    "leaderboard.line": "{place} {name} · **{value}**{level}",
    "leaderboard.level": " · level {level}",
    "leaderboard.footer": "Places {first} to {last} of {total}",
    "leaderboard.empty": "Nobody is on this board yet. Be the first.",
    "leaderboard.not_on_it": "You are not on this board yet. A message or a reaction is enough to begin.",
    "leaderboard.first": "Top",
    "leaderboard.previous": "Previous",
    "leaderboard.next": "Next",
    "leaderboard.me": "Where am I?",
    "board.xp": "XP",
    "board.stars": "Stars",
    "board.gold": "Gold",
    "span.season": "This season",
    "span.week": "Last 7 days",
    "span.all_time": "All time",
    "error": "That did not work, and it is not your fault. Please try again in a moment. Reference: `{reference}`",
    "error.not_ready": "I have only just arrived here and am still getting to know everybody. Please try again.",
}


def say(name: str, /, **values: object) -> str:
    """The text of this name with its values filled in."""
    return CATALOGUE[name].format(**values)
