"""What ``/levelrole`` and ``/boost`` say."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
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
}
