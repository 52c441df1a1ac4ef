"""Numbers of things, as singular and plural."""

from collections.abc import Mapping

COUNTED: Mapping[str, tuple[str, str]] = {
    "xp": ("{count} XP", "{count} XP"),
    "gold": ("{count} gold", "{count} gold"),
    "stars": ("{count} star", "{count} stars"),
    "messages": ("{count} message", "{count} messages"),
    "reactions_given": ("{count} reaction given", "{count} reactions given"),
    "reactions_received": ("{count} reaction received", "{count} reactions received"),
    "threads": ("{count} thread", "{count} threads"),
    "voice_minutes": ("{count} minute in voice", "{count} minutes in voice"),
    "days": ("{count} day in a row", "{count} days in a row"),
    "events": ("{count} event", "{count} events"),
    "members": ("{count} member", "{count} members"),
}
