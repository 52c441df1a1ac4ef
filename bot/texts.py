"""Everything the bot says, in one catalogue, so that another language is another catalogue."""

from collections.abc import Mapping

CATALOGUE: Mapping[str, str] = {
    "level_up.title": "Level {level}",
    "level_up.text": "{who} reached **level {level}**.",
    "level_up.next": "{bar} {needed} XP to level {next}",
    "level_up.highest": "There is no level above this one.",
    "achievement.title": "{badge}{name}",
    "achievement.text": "{who} earned an achievement: {description}",
    "achievement.text_bare": "{who} earned an achievement.",
    "award.title": "An award for {name}",
    "award.text": "{who} was given {amounts} by {giver}.",
    "award.reason": "Reason",
    "reward": "Reward",
    "rarity.common": "Common",
    "rarity.uncommon": "Uncommon",
    "rarity.rare": "Rare",
    "rarity.epic": "Epic",
    "rarity.legendary": "Legendary",
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

_COUNTED: Mapping[str, tuple[str, str]] = {
    "xp": ("{count} XP", "{count} XP"),
    "gold": ("{count} gold", "{count} gold"),
    "stars": ("{count} star", "{count} stars"),
    "messages": ("{count} message", "{count} messages"),
    "reactions_given": ("{count} reaction given", "{count} reactions given"),
    "reactions_received": ("{count} reaction received", "{count} reactions received"),
    "threads": ("{count} thread", "{count} threads"),
    "voice_minutes": ("{count} minute in voice", "{count} minutes in voice"),
    "days": ("{count} day in a row", "{count} days in a row"),
}


def say(name: str, /, **values: object) -> str:
    """The text of this name with its values filled in."""
    return CATALOGUE[name].format(**values)


def number(value: int) -> str:
    """A number as people read it."""
    return f"{value:,}"


def counted(what: str, count: int) -> str:
    """A number of things, in the singular or the plural."""
    one, many = _COUNTED[what]
    return (one if count == 1 else many).format(count=number(count))


def bar(ratio: float, width: int = 12) -> str:
    """A bar that is filled to ``ratio`` (0 to 1); full only when all of it is there."""
    filled = min(int(ratio * width), width)
    return "▰" * filled + "▱" * (width - filled)
