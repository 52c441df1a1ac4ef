"""What ``/levelrole`` and ``/boost`` say, in German."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "levelrole.name": "levelrolle",
    "levelrole.description": "Welches Level welche Rolle bringt. Für Admins.",
    "levelrole.show.description": "Zeigt, welches Level welche Rolle bringt, und was im Weg steht.",
    "levelrole.set.description": "Lässt ein Level eine Rolle bringen; Mitglieder bekommen sie im Hintergrund.",
    "levelrole.remove.description": "Lässt ein Level keine Rolle mehr bringen; Mitglieder verlieren sie im "
    "Hintergrund.",
    "levelrole.level": "Das Level.",
    "levelrole.role": "Die Rolle, die es bringt.",
    "levelrole.title": "Levelrollen",
    "levelrole.line": "Level {level}: {role}",
    "levelrole.none": "Noch bringt kein Level eine Rolle.",
    "levelrole.checking": "Alle Mitglieder werden durchgesehen.",
    "levelrole.waiting": "Mitglieder, die noch eine Rolle bekommen oder verlieren: {count}",
    "role_problem.missing_permission": "Mir fehlt die Berechtigung Rollen verwalten. Gib sie meiner Rolle in "
    "den Servereinstellungen unter Rollen.",
    "role_problem.too_high": "Diese Rolle steht über meiner, und ich kann nur Rollen unter meiner "
    "vergeben. Zieh meine in den Servereinstellungen unter Rollen darüber.",
    "role_problem.managed": "Diese Rolle gehört einem Bot oder einem anderen Dienst, niemand sonst "
    "kann sie vergeben. Wähle eine andere.",
    "role_problem.gone": "Diese Rolle gibt es nicht mehr. Wähle eine andere.",
    "role_problem.refused": "Discord hat abgelehnt. Prüfe, ob ich Rollen verwalten darf und meine "
    "Rolle über dieser steht.",
    "boost.name": "boost",
    "boost.description": "Mehr XP für eine Weile oder für eine Rolle. Für Admins.",
    "boost.show.description": "Zeigt die Boosts, die laufen oder geplant sind.",
    "boost.start.description": "Startet einen Boost: für alle für ein paar Stunden, oder für eine Rolle.",
    "boost.end.description": "Beendet einen Boost sofort.",
    "boost.title": "Wie er heißt, zum Beispiel Doppel-XP-Wochenende.",
    "boost.xp": "Faktor auf XP, zum Beispiel 2.",
    "boost.stars": "Faktor auf Sterne; 1, wenn du nichts wählst.",
    "boost.hours": "Für wie viele Stunden; nur für eine Rolle leer lassen.",
    "boost.role": "Für wessen Mitglieder; leer lassen für alle.",
    "boost.which": "Welcher Boost.",
    "boost.list": "Boosts",
    "boost.none": "Es läuft kein Boost.",
    "boost.unknown": "Diesen Boost gibt es nicht. Wähle einen aus der Liste.",
    "boost.from": "ab {at}",
    "boost.until": "bis {at}",
}
