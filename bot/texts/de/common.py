"""What many commands say, in German."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "show.name": "zeigen",
    "set.name": "setzen",
    "remove.name": "entfernen",
    "start.name": "starten",
    "end.name": "beenden",
    "option.level": "level",
    "option.role": "rolle",
    "option.title": "titel",
    "option.xp": "xp",
    "option.hours": "stunden",
    "option.stars": "sterne",
    "option.which": "welcher",
    "option.member": "mitglied",
    "option.board": "wonach",
    "option.span": "zeitraum",
    "error": "Das hat nicht geklappt, und du kannst nichts dafür. Bitte versuche es gleich noch einmal. "
    "Kennung: `{reference}`",
    "error.not_ready": "Ich bin gerade erst angekommen und lerne noch alle kennen. Bitte versuche es noch einmal.",
    "option.account": "konto",
    "option.days": "tage",
    "option.gold": "gold",
    "option.places": "plätze",
    "option.proof": "nachweis",
    "option.zone": "zone",
    "admin.revertible": "Steht im Protokoll und lässt sich dort zurücknehmen.",
    "option.reason": "grund",
    "option.achievement": "erfolg",
    "option.trigger": "auslöser",
    "option.rarity": "seltenheit",
    "option.scope": "dauer",
    "option.channel": "kanal",
    "option.kind": "art",
    "error.slow": "Das hat zu lange gedauert, und nichts wurde geändert. Bitte versuche es noch einmal.",
}
