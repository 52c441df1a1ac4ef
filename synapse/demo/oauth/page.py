"""The authorize page: plain HTML and CSS, so that it works without JavaScript."""

from html import escape

from synapse.demo.oauth.asked import Asked
from synapse.demo.oauth.style import CSS
from synapse.demo.world import Guild, Member, World
from synapse.demo.world.permissions import Permission, in_guild

SHOWN = 24
_SCOPES = {
    "identify": "Know your username, avatar and display name",
    "email": "See your email address",
    "guilds": "See which servers you are in and what you may do there",
    "guilds.members.read": "See your nickname, roles and join date in a server",
}


class People:
    """Who can be signed in as: the club's members, those with admin permissions apart."""

    def __init__(self, world: World) -> None:
        self._world = world

    def find(self, query: str) -> tuple[list[Member], list[Member]]:
        """Admins and other members whose name contains the query, by name."""
        wanted = query.strip().casefold()
        admins: list[Member] = []
        others: list[Member] = []
        guild = self._world.guild
        for member in self._world.people():
            names = f"{member.display_name}\n{member.user.username}".casefold()
            if wanted in names:
                (admins if _is_admin(guild, member) else others).append(member)
        admins.sort(key=lambda m: (m.id != guild.owner_id, m.display_name.casefold()))
        others.sort(key=lambda m: m.display_name.casefold())
        return admins, others


def _is_admin(guild: Guild, member: Member) -> bool:
    return bool(in_guild(guild, member) & Permission.MANAGE_GUILD)


def _document(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{CSS}</style></head><body>{body}</body></html>\n"
    )


def refusal(reason: str) -> str:
    """The page for a request that may not be sent back anywhere."""
    body = (
        '<main class="card narrow"><p class="mark" aria-hidden="true">!</p>'
        f'<h1>This sign-in link does not work</h1><p class="lead">{escape(reason)}</p></main>'
    )
    return _document("This sign-in link does not work", body)


def _hidden(asked: Asked) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.fields().items()
    )


def _person(guild: Guild, member: Member) -> str:
    roles = [guild.roles[role_id] for role_id in member.role_ids if role_id in guild.roles]
    top = max(roles, key=lambda role: role.position, default=None)
    note = "Owner" if member.id == guild.owner_id else top.name if top else f"@{member.user.username}"
    return (
        f'<li><button class="person" name="user_id" value="{member.id}">'
        f'<img src="/_cdn/avatars/{member.id}/face.png?size=64" alt="" width="40" height="40" loading="lazy">'
        f'<span class="who"><span class="name">{escape(member.display_name)}</span>'
        f'<span class="note">{escape(note)}</span></span></button></li>'
    )


def _section(title: str, hint: str, guild: Guild, members: list[Member]) -> str:
    if not members:
        return ""
    rest = len(members) - SHOWN
    more = f'<p class="hint">and {rest} more: search for a name</p>' if rest > 0 else ""
    people = "".join(_person(guild, member) for member in members[:SHOWN])
    return f'<section><h2>{title}</h2><p class="hint">{hint}</p><ul class="people">{people}</ul>{more}</section>'


def _search(asked: Asked, query: str) -> str:
    return (
        f'<form method="get" class="search" role="search">{_hidden(asked)}'
        '<label for="q">Find somebody</label><div class="row">'
        f'<input id="q" type="search" name="q" value="{escape(query)}" placeholder="A name" autocomplete="off">'
        '<button class="plain">Search</button></div></form>'
    )


def choose(world: World, people: People, asked: Asked, query: str) -> str:
    """The page where one picks who to sign in as."""
    name, guild = escape(world.application.name), world.guild
    admins, members = people.find(query)
    wants = "".join(f"<li>{escape(_SCOPES[scope])}</li>" for scope in asked.scopes)
    found = _section("Admins", "They may change the rules.", guild, admins)
    found += _section("Members", "They see their own progress.", guild, members)
    empty = f'<p class="empty" role="status">Nobody is called “{escape(query)}”.</p>'
    body = (
        f'<main class="card"><header><p class="eyebrow">Local Discord · {escape(guild.name)}</p>'
        f'<h1>Sign in to {name} as&nbsp;…</h1><p class="lead">Nobody here is real, so no password is asked: '
        "pick who you would like to be.</p>"
        f'<details><summary>What {name} will be able to see</summary><ul class="wants">{wants}</ul></details></header>'
        f"{_search(asked, query)}"
        f'<form method="post">{_hidden(asked)}{found or empty}'
        '<footer><button class="plain" name="decision" value="cancel">Cancel</button></footer></form></main>'
    )
    return _document(f"Sign in to {world.application.name}", body)
