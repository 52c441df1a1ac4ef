"""What ``/setup`` says, in German."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "setup.name": "einrichten",
    "setup.description": "Richtet alles Schritt für Schritt ein, und macht weiter, wo du warst. Für Admins.",
    "setup.title": "Einrichten",
    "setup.zones": "Zonen",
    "setup.admins": "Admins",
    "setup.announce": "Ankündigungen",
    "setup.import": "Bisheriges mitbringen",
    "setup.zones.text": "Eine Zone ist eine Gruppe von Kanälen, die gleich verdienen. Diese Kategorien haben "
    "Kanäle, die noch in keiner Zone sind; jede kann eine werden. Was eine Zone verdient, setzt du mit /zone faktor.",
    "setup.zones.line": "• **{zone}** · Kanäle: {count}",
    "setup.zones.choose": "Nur daraus Zonen machen …",
    "setup.zones.all": "Aus jeder eine Zone machen",
    "setup.admins.text": "Wer den Server verwalten darf, darf hier alles ändern. Wähle Rollen, deren Mitglieder es "
    "auch dürfen, wenn du magst. Welche Befehle sie sehen, stellst du in den Servereinstellungen unter "
    "Integrationen ein.",
    "setup.admins.choose": "Rollen der Admins",
    "setup.announce.text": "Levelaufstiege, Erfolge und Auszeichnungen werden angekündigt. Wähle einen Kanal dafür, "
    "oder lass jede dort erscheinen, wo es passiert ist.",
    "setup.announce.choose": "Der Kanal für Ankündigungen",
    "setup.announce.there": "Wo es passiert",
    "setup.import.text": "Was Mitglieder bei MEE6, Lurkr, Amari, Tatsu und anderen haben, lässt sich übernehmen, "
    "vorher ansehen und ganz zurücknehmen. Das machst du im Dashboard unter Import; am besten, bevor alle neu "
    "anfangen.",
    "setup.pass": "Jetzt nicht",
    "setup.done": "Fertig",
    "setup.again": "Noch einmal durchgehen",
    "setup.finished": "Alles ist eingerichtet",
    "setup.finished.text": "Ab jetzt verdient, was deine Mitglieder tun. /ankündigung vorschau zeigt, wie das "
    "aussieht, und im Dashboard ist alles Weitere.",
}
