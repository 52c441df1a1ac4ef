"""Why something is refused, in German."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "refused.achievement.level": "Das höchste Level ist {most}.",
    "refused.achievement.most": "Es gibt höchstens {most} Erfolge. Ändere einen, der nicht mehr gebraucht wird.",
    "refused.achievement.name_taken": "Einen Erfolg namens {name} gibt es schon. Wähle einen anderen Namen.",
    "refused.achievement.name_off": "Einen Erfolg namens {name} gibt es schon. Er ist abgeschaltet; schalte ihn "
    "lieber wieder ein.",
    "refused.achievement.no_threshold": "Ein Erfolg dieser Art wird von Hand vergeben und hat keine Schwelle.",
    "refused.achievement.no_zone": "Ein Erfolg dieser Art sieht auf keine Zone.",
    "refused.achievement.season": "Level, Serien und was von Hand vergeben wird, kennen keine Saison.",
    "refused.achievement.step": "Eine Stufe gehört zu einer Reihe: Nenne die Reihe, oder lass die Stufe leer.",
    "refused.achievement.threshold": "Ein Erfolg dieser Art braucht eine Schwelle von 1 oder mehr.",
    "refused.achievement.unknown": "Diesen Erfolg gibt es hier nicht.",
    "refused.achievement.zone": "Ein Erfolg dieser Art braucht die Zone, deren Ereignisse er zählt.",
    "refused.admin": "Dafür braucht es auf diesem Server Discords Berechtigung „Server verwalten“ oder die Rolle der "
    "Admins.",
    "refused.admins.everybody": "Diese Rolle haben alle, also wären alle Admins. Wähle eine andere.",
    "refused.award.deactivated": "Dieser Erfolg ist abgeschaltet. Schalte ihn zuerst wieder ein.",
    "refused.award.gold_gone": "Das Mitglied hat noch {gold} Gold, also lassen sich {back} nicht zurücknehmen: Gold "
    "wird nie geschuldet.",
    "refused.award.has": "Das Mitglied hat diesen Erfolg schon.",
    "refused.award.key": "Dieser Schlüssel gehört schon zu einer anderen Auszeichnung. Gib jeder einen eigenen.",
    "refused.award.nothing": "Eine Auszeichnung bringt XP, Gold oder beides.",
    "refused.award.xp_stays": "XP werden nie weniger, also lässt sich eine Auszeichnung aus XP allein nicht "
    "zurücknehmen.",
    "refused.boost.endless": "Ein Boost für alle braucht Anfang und Ende, einer für eine Rolle die Rolle",
    "refused.boost.everybody": "Diese Rolle haben alle. Lass die Rolle leer, und gib Anfang und Ende an.",
    "refused.boost.kind": "Für {kind} gibt es keine Faktoren",
    "refused.boost.most": "Höchstens {most} Boosts können laufen oder geplant sein. Beende zuerst einen.",
    "refused.boost.nothing": "Er ändert nichts: Gib mindestens einen anderen Faktor als 1 an",
    "refused.boost.order": "Er muss nach seinem Anfang enden",
    "refused.boost.over": "Dieser Boost ist schon vorbei.",
    "refused.boost.past": "Er wäre schon vorbei. Wähle ein Ende, das noch kommt.",
    "refused.boost.unknown": "Diesen Boost gibt es hier nicht.",
    "refused.channel.post": "Hier gibt es keinen Kanal {channel}, in den etwas geschrieben werden kann.",
    "refused.fault.control": "Hier dürfen keine Steuerzeichen stehen",
    "refused.fault.decimal_max_places": "Höchstens {decimal_places} Stellen nach dem Komma.",
    "refused.fault.greater_than_equal": "Der kleinste Wert ist {ge}.",
    "refused.fault.less_than_equal": "Der größte Wert ist {le}.",
    "refused.fault.other": "Dieser Wert passt nicht.",
    "refused.fault.string_pattern_mismatch": "So wird das nicht geschrieben.",
    "refused.fault.string_too_long": "Hier sind höchstens {max_length} Zeichen erlaubt.",
    "refused.fault.string_too_short": "Das ist zu kurz: Es braucht {min_length} oder mehr Zeichen.",
    "refused.guild": "Diese Community wird hier nicht betreut.",
    "refused.level_role.everybody": "Diese Rolle haben alle. Wähle eine andere.",
    "refused.level_role.level": "Level gehen von 1 bis {most}.",
    "refused.level_role.most": "Höchstens {most} Level können eine Rolle bringen. Entferne zuerst eine.",
    "refused.level_role.none": "Level {level} bringt keine Rolle.",
    "refused.level_role.taken": "Level {level} bringt diese Rolle schon. Entferne sie dort zuerst.",
    "refused.member.left": "Dieses Mitglied ist nicht mehr hier.",
    "refused.member.unknown": "Dieses Mitglied gibt es hier nicht.",
    "refused.member.untracked": "Dieses Mitglied hat widersprochen: Über es wird nichts erfasst.",
    "refused.missing.channel": "Einen Kanal {id} gibt es hier nicht.",
    "refused.missing.member": "Ein Mitglied {id} gibt es hier nicht.",
    "refused.missing.role": "Eine Rolle {id} gibt es hier nicht.",
    "refused.outdated.achievement": "Jemand anderes hat diesen Erfolg inzwischen geändert. Sieh ihn dir neu an, und "
    "ändere ihn dann.",
    "refused.outdated.boost": "Jemand anderes hat diesen Boost inzwischen geändert. Sieh ihn dir neu an, und ändere "
    "ihn dann.",
    "refused.outdated.settings": "Jemand anderes hat die Einstellungen inzwischen geändert. Sieh sie dir neu an, und "
    "ändere sie dann.",
    "refused.outdated.webhook": "Jemand anderes hat diesen Webhook inzwischen geändert. Sieh ihn dir neu an, und "
    "ändere ihn dann.",
    "refused.outdated.zone": "Jemand anderes hat diese Zone inzwischen geändert. Sieh sie dir neu an, und ändere sie "
    "dann.",
    "refused.own.member": "Du bist kein Mitglied dieser Community.",
    "refused.purchase.gold": "Das kostet {price} Gold, und du hast {gold}.",
    "refused.rules.applying": "Gerade werden Regeln angewendet. Warte, bis das fertig ist.",
    "refused.season.ahead": "Die laufende Saison hat noch nicht begonnen.",
    "refused.season.end": "Die nächste Saison muss später enden als jetzt.",
    "refused.season.name_taken": "Eine Saison namens {name} gab es schon. Wähle einen anderen Namen.",
    "refused.season.rolled": "Diese Saison läuft nicht mehr: Sie ist schon abgeschlossen.",
    "refused.zone.channel": "Hier gibt es keinen Kanal {channel}, in dem Nachrichten stehen können.",
    "refused.zone.kind": "Für {kind} gibt es keine Faktoren.",
    "refused.zone.most": "Es gibt höchstens {most} Zonen. Schalte eine, die nicht mehr gebraucht wird, wieder ein "
    "und benenne sie um.",
    "refused.zone.name_taken": "Eine Zone namens {name} gibt es schon. Wähle einen anderen Namen.",
    "refused.zone.name_off": "Eine Zone namens {name} gibt es schon. Sie ist abgeschaltet: Schalte sie wieder ein, "
    "oder wähle einen anderen Namen.",
    "refused.zone.taken": "Der Kanal {channel} ist in der Zone {zone}. Sag, dass er umziehen soll, oder lass ihn dort.",
    "refused.week.ahead": "Diese Woche hat noch nicht begonnen.",
    "refused.zone.unknown": "Diese Zone gibt es hier nicht.",
}
