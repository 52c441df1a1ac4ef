"""Reactions: raw, so that those to old messages are heard too.

That somebody took a reaction back is no event: one message and reactor reward once, for good.
"""

from bot.core import Core


def attach(core: Core) -> None:
    """Hear reactions in place of disnake."""
    core.client.state.hear("MESSAGE_REACTION_ADD", core.intake.reaction, instead=True)
