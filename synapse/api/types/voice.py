"""Who is in voice and whether they earn there; the values are the voice service's."""

from collections.abc import Sequence
from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api.context import Context
from synapse.api.types.rewards import Reward as _Reward  # noqa: F401 - declares the names of what cuts rewards
from synapse.api.types.scalars import Snowflake
from synapse.api.types.why import is_themself
from synapse.engine.reward import Cut
from synapse.services import members, voice


@strawberry.type
class VoiceStatus:
    """Somebody in voice; the value is ``voice.Status``."""

    channel_id: Snowflake
    since: datetime
    earning: bool
    reason: Cut | None


async def voice_of(root: strawberry.Parent[members.Member], info: Info[Context, None]) -> voice.Status | None:
    """The resolver of a member's voice."""
    return (await voices_of(info.context, [root]))[0]


async def voices_of(context: Context, roots: Sequence[members.Member]) -> Sequence[voice.Status | None]:
    """The same for many: as on Discord, the guild's members see who is in voice, and strangers do not."""
    asked = [(root.guild_id, root.key) for root in roots if await _sees(context, root)]
    found = dict(zip(asked, await context.loaders.voice_status.all(asked), strict=True)) if asked else {}
    return [found.get((root.guild_id, root.key)) for root in roots]


async def _sees(context: Context, member: members.Member) -> bool:
    if is_themself(context, member):
        return True
    reader = await context.readers(member.guild_id)
    return (reader.member or reader.admin) and not member.anonymous
