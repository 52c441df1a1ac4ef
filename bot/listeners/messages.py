"""Messages: measured, put, forgotten."""

from bot.core import Core


def attach(core: Core) -> None:
    """Hear messages in place of disnake, which would build an object of each and keep it."""
    core.client.state.hear("MESSAGE_CREATE", core.intake.message, instead=True)
