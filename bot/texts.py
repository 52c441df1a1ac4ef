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
    "show.name": "show",
    "set.name": "set",
    "remove.name": "remove",
    "start.name": "start",
    "end.name": "end",
    "option.level": "level",
    "option.role": "role",
    "option.title": "title",
    "option.xp": "xp",
    "option.hours": "hours",
    "option.stars": "stars",
    "option.which": "which",
    "levelrole.name": "levelrole",
    "levelrole.description": "Which level brings which role. For admins.",
    "levelrole.show.description": "Show which level brings which role, and what is in the way.",
    "levelrole.set.description": "Let a level bring a role; members get it in the background.",
    "levelrole.remove.description": "Let a level bring no role any more; members lose it in the background.",
    "levelrole.level": "The level.",
    "levelrole.role": "The role that it brings.",
    "levelrole.title": "Level roles",
    "levelrole.line": "Level {level}: {role}",
    "levelrole.none": "No level brings a role yet.",
    "levelrole.checking": "All members are being looked at.",
    "levelrole.waiting": "Members who still have to get or lose a role: {count}",
    "role_problem.missing_permission": "I lack the permission Manage Roles. Give it to my role in the server "
    "settings, under Roles.",
    "role_problem.too_high": "This role stands above mine, and I can only give roles below mine. "
    "Drag mine above it in the server settings, under Roles.",
    "role_problem.managed": "This role belongs to a bot or another service, so nobody else can "
    "give it. Choose another.",
    "role_problem.gone": "This role is gone. Choose another.",
    "role_problem.refused": "Discord refused. Check that I may manage roles and that my role stands above this one.",
    "boost.name": "boost",
    "boost.description": "More XP for a while or for a role. For admins.",
    "boost.show.description": "Show the boosts that are running or planned.",
    "boost.start.description": "Start a boost: for everybody for some hours, or for a role.",
    "boost.end.description": "End a boost now.",
    "boost.title": "What it is called, for instance Double XP weekend.",
    "boost.xp": "Factor on XP, for instance 2.",
    "boost.stars": "Factor on stars; 1 unless you choose.",
    "boost.hours": "For how many hours; leave it empty only for a role.",
    "boost.role": "Whose members it is for; leave it empty for everybody.",
    "boost.which": "Which boost.",
    "boost.list": "Boosts",
    "boost.none": "Nothing is boosted.",
    "boost.unknown": "There is no such boost. Choose one from the list.",
    "boost.from": "from {at}",
    "boost.until": "until {at}",
    "why.name": "why",
    "why.description": "See what your last doings earned and why not more, and what earns now in this channel.",
    "why.title": "Why you earned what you earned",
    "why.nothing": "You have done nothing yet that could earn something.",
    "why.untracked": "You opted out, so nothing of yours is recorded or earns anything. /preferences can change that.",
    "why.now": "What earns now in {channel}",
    "why.zone": "Zone: {zone}",
    "why.ready": "A message here earns again {at}.",
    "why.no_reward": "nothing",
    "why.kind.message_sent": "Message",
    "why.kind.reaction_given": "Reaction given",
    "why.kind.reaction_received": "Reaction received",
    "why.kind.thread_created": "Thread",
    "why.kind.voice_tick": "10 minutes in voice",
    "factor.zone": "zone",
    "factor.length": "length",
    "factor.code": "code",
    "factor.link": "link",
    "factor.attachment": "attachment",
    "factor.emoji": "many emoji",
    "factor.quality_floor": "lowest quality",
    "factor.role": "role",
    "factor.event": "event",
    "cut.cooldown": "too soon after your last message there",
    "cut.own_reaction": "your own message",
    "cut.pair_cap": "you got enough stars from this person today",
    "cut.half_rate": "half stars, as so many reacted",
    "cut.burst": "very many reactions at once",
    "cut.too_old": "the message is too old",
    "cut.alone": "you were alone",
    "cut.afk": "AFK channel",
    "cut.silent": "muted and deafened for too long",
    "cut.voice_hourly_cap": "most stars an hour reached",
    "cut.daily_cap": "most XP a day reached",
    "cut.too_short": "too short",
    "cut.repeated": "nearly the same as one of your last messages",
    "cut.excluded_channel": "nothing is earned in this channel",
    "cut.excluded_role": "one of your roles earns nothing",
    "cut.excluded_member": "an admin excluded you from earning",
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
