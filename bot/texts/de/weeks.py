"""The words of ``/recap`` in German."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "my_week.name": "rückblick",
    "my_week.description": "Sieh, wie deine Woche war.",
    "my_week.which": "Welche Woche; die letzte, die vorbei ist, wenn du nichts wählst.",
    "option.week": "woche",
    "my_week.last": "Letzte Woche",
    "my_week.running": "Diese Woche bis jetzt",
    "my_week.title.last": "Deine letzte Woche",
    "my_week.title.running": "Deine Woche bis jetzt",
    "my_week.quiet": "Von dir wurde in dieser Woche nichts aufgezeichnet.",
    "my_week.active_days": "Aktive Tage",
    "my_week.of_seven": "{count} von 7",
    "my_week.doings": "Was du getan hast",
    "my_week.risen": "Aufgestiegen",
    "my_week.level": "auf Level {level} (+{levels})",
    "my_week.zone": "Am meisten zu Hause in",
}
