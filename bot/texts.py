"""Everything the bot says, by language; what is not about announcements is here, in English."""

from collections.abc import Mapping

import disnake
from disnake import Localized

from bot import texts_de
from synapse.services import texts
from synapse.services.texts import ENGLISH, bar, counted, number, speaking, spoken

__all__ = ["CATALOGUE", "CATALOGUES", "bar", "counted", "described", "named", "number", "say", "speaking"]

CATALOGUE: Mapping[str, str] = {
    **texts.CATALOGUE,
    "profile.name": "profile",
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
    "rank.name": "rank",
    "rank.description": "Show a card with rank, level and progress.",
    "rank.member": "Whose card; leave it empty for your own.",
    "rank.as_text": "As text",
    "leaderboard.name": "leaderboard",
    "option.member": "member",
    "option.board": "board",
    "option.span": "span",
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
    "board.messages": "Messages",
    "board.voice_minutes": "Minutes in voice",
    "error": "That did not work, and it is not your fault. Please try again in a moment. Reference: `{reference}`",
    "error.not_ready": "I have only just arrived here and am still getting to know everybody. Please try again.",
}


CATALOGUES: Mapping[str, Mapping[str, str]] = {
    ENGLISH: CATALOGUE,
    "de": {**texts.LANGUAGES["de"].catalogue, **texts_de.CATALOGUE},
}


def say(name: str, /, **values: object) -> str:
    """The text of this name with its values filled in, in the language of who is answered."""
    return CATALOGUES[spoken()][name].format(**values)


def described(name: str) -> Localized[str]:
    """A text that Discord's client shows in its own language: of a command, an option or a choice."""
    return Localized(CATALOGUE[name], data=_elsewhere(name))


def named(english: str, name: str) -> Localized[str]:
    """A command's or an option's name; other languages have it in their catalogue under ``name``."""
    return Localized(english, data=_elsewhere(name))


def _elsewhere(name: str) -> dict[disnake.Locale, str]:
    others = {language: texts for language, texts in CATALOGUES.items() if language != ENGLISH}
    return {disnake.Locale[language]: catalogue[name] for language, catalogue in others.items()}
