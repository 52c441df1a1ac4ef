"""Threads and forum posts."""

from typing import Any

from bot.core import Core
from bot.translate import snowflake


def attach(core: Core) -> None:
    """Hear of threads; one that the bot only gained sight of was not newly created."""

    def created(data: dict[str, Any]) -> None:
        if data.get("newly_created"):
            core.intake.thread(data, snowflake(data["guild_id"]))

    core.client.state.hear("THREAD_CREATE", created)
