"""Numbers of things, as singular and plural, in German."""

from collections.abc import Mapping

COUNTED: Mapping[str, tuple[str, str]] = {
    "xp": ("{count} XP", "{count} XP"),
    "gold": ("{count} Gold", "{count} Gold"),
    "stars": ("{count} Stern", "{count} Sterne"),
    "messages": ("{count} Nachricht", "{count} Nachrichten"),
    "reactions_given": ("{count} Reaktion gegeben", "{count} Reaktionen gegeben"),
    "reactions_received": ("{count} Reaktion bekommen", "{count} Reaktionen bekommen"),
    "threads": ("{count} Thread", "{count} Threads"),
    "voice_minutes": ("{count} Minute im Sprachkanal", "{count} Minuten im Sprachkanal"),
    "days": ("{count} Tag in Folge", "{count} Tage in Folge"),
    "events": ("{count} Ereignis", "{count} Ereignisse"),
    "members": ("{count} Mitglied", "{count} Mitglieder"),
}
