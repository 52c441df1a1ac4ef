"""An announcement as Discord's embed; what it says is made in the services."""

from datetime import date, datetime

import disnake
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.engine.rules import Rules
from synapse.services import recaps, weeks
from synapse.services.announcements import Waiting
from synapse.services.posts import Occasion, Post, post_of
from synapse.services.privacy import Reader
from synapse.services.week_posts import recap_post, winners_post

_MEMBER = Reader(member=True)
"""Who reads what is posted in a guild."""


def embed(waiting: Waiting, rules: Rules | None) -> disnake.Embed:
    """The embed of what a member is celebrated for; ``rules`` add the way to the next level where they are known."""
    occasion = Occasion(
        kind=waiting.kind, user_id=waiting.user_id, display_name=waiting.display_name, payload=waiting.payload
    )
    return shown(post_of(occasion, rules), waiting.occurred_at)


async def embed_of_week(engine: AsyncEngine, waiting: Waiting, rules: Rules) -> disnake.Embed | None:
    """The embed of what is told of a week, None when there is nothing to say any more."""
    week, now = date.fromisoformat(waiting.payload["week"]), waiting.occurred_at
    if waiting.kind == "recap":
        recap = await recaps.recap(engine, rules, week, now=now, reader=_MEMBER)
        return shown(recap_post(recap, rules), now) if recap.active else None
    won = await weeks.won(engine, rules, now=now, newest=week, reader=_MEMBER)
    of_week = next((each for each in won if each.week == week and each.winners), None)
    return shown(winners_post(of_week, rules), now) if of_week else None


def shown(post: Post, at: datetime | None = None) -> disnake.Embed:
    """A post as an embed, with when it happened."""
    made = disnake.Embed(title=post.title, description=post.description, color=post.color, timestamp=at)
    for field in post.fields:
        made.add_field(field.name, field.value, inline=field.inline)
    if post.picture:
        made.set_thumbnail(url=post.picture)
    if post.footer:
        made.set_footer(text=post.footer)
    return made
