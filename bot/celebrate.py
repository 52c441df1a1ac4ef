"""An announcement as Discord's embed; what it says is made in ``synapse.services.posts``."""

from datetime import datetime

import disnake

from synapse.engine.rules import Rules
from synapse.services.announcements import Waiting
from synapse.services.posts import Occasion, Post, post_of


def embed(waiting: Waiting, rules: Rules | None) -> disnake.Embed:
    """The embed of an announcement; ``rules`` add the way to the next level where they are known."""
    occasion = Occasion(
        kind=waiting.kind, user_id=waiting.user_id, display_name=waiting.display_name, payload=waiting.payload
    )
    return shown(post_of(occasion, rules), waiting.occurred_at)


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
