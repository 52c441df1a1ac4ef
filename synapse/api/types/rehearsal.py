"""An achievement before it is saved; the values are the rehearsal service's."""

import strawberry

from synapse.api import auth, ids, permissions
from synapse.api.context import Context
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import URL, Color, Snowflake
from synapse.engine.rules import Rarity, Rules, Scope, TriggerKind
from synapse.errors import NotFound
from synapse.services import posts, rehearsal
from synapse.services.rehearsal import Reader, Rehearsal


@strawberry.input
class RehearseAchievementInput:
    """An achievement as it might be."""

    id: strawberry.ID | None = None
    name: str
    description: str = ""
    trigger: TriggerKind
    threshold: int = 0
    scope: Scope = Scope.LIFETIME
    zone_id: strawberry.ID | None = None
    xp: int = 0
    gold: int = 0
    rarity: Rarity = Rarity.COMMON
    badge: str = ""
    channel_id: Snowflake | None = None


@strawberry.type
class AnnouncementField:
    """A name with a value; the value is ``posts.PostField``."""

    name: str
    value: str
    inline: bool


def _color(root: strawberry.Parent[posts.Post]) -> str:
    return f"#{root.color:06X}"


def _picture(root: strawberry.Parent[posts.Post]) -> str | None:
    return root.picture


@strawberry.type
class AnnouncementPost:
    """An announcement; the value is ``posts.Post``."""

    title: str
    description: str
    color: Color = resolved(_color)
    fields: list[AnnouncementField]
    picture_url: URL | None = resolved(_picture)
    footer: str | None


def _people(root: strawberry.Parent[Rehearsal]) -> int:
    return root.people


def _passing(root: strawberry.Parent[Rehearsal]) -> int:
    return root.passing


def _fresh(root: strawberry.Parent[Rehearsal]) -> int:
    return root.fresh


@strawberry.type
class AchievementRehearsal:
    """What would come of an achievement; the value is ``Rehearsal``."""

    post: AnnouncementPost
    channel_id: Snowflake | None
    member_count: int = resolved(_people)
    passing_count: int = resolved(_passing)
    fresh_count: int = resolved(_fresh)


async def rehearse(context: Context, rules: Rules, wanted: RehearseAchievementInput) -> Rehearsal:
    """What would come of an achievement, with the caller as the example.

    Raises:
        Invalid: A value is wrong in itself, or an id is of something else.
        NotFound: An id is another guild's.
        Unauthenticated: Nobody has signed in.
        Forbidden: The caller is no admin.
    """
    caller = await auth.require_admin(context, rules.guild_id)
    names = ("name", "description", "trigger", "threshold", "scope", "xp", "gold", "rarity", "badge", "channel_id")
    values = {name: getattr(wanted, name) for name in names}
    values["zone_id"] = _own(wanted.zone_id, ids.Kind.ZONE, rules, "zone_id")
    own = _own(wanted.id, ids.Kind.ACHIEVEMENT, rules, "id")
    member = await context.loaders.member(rules.guild_id, caller.user_id)
    reader = Reader(caller.user_id, member.display_name if member else "")
    return await rehearsal.rehearse(context.engine, rules, values, reader=reader, achievement_id=own)


def _own(text: str | None, kind: ids.Kind, rules: Rules, field: str) -> int | None:
    if text is None:
        return None
    guild_id, number = permissions.named(text, kind, field)
    if guild_id != rules.guild_id:
        raise NotFound(f"There is no such {kind.value} in this guild.", path=(field,))
    return number
