"""Why something about quests is refused, in German."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "refused.hand_in.changed": "Diese Abgabe wurde inzwischen beantwortet oder aufgegeben. Sieh sie dir neu an.",
    "refused.hand_in.later": "Mit dieser Abgabe ist danach noch etwas geschehen, also lässt sich das nicht mehr "
    "zurücknehmen.",
    "refused.hand_in.places": "Alle Plätze dieser Quest haben inzwischen andere. Gib ihr zuerst einen Platz mehr.",
    "refused.outdated.quest": "Jemand anderes hat diese Quest inzwischen geändert. Sieh sie dir neu an, und ändere "
    "sie dann.",
    "refused.quest.most": "Höchstens {most} Quests können offen sein. Schließe zuerst eine.",
    "refused.quest.nothing": "Eine Quest bringt XP, Sterne oder Gold.",
    "refused.quest.past": "Sie wäre schon vorbei. Wähle eine Frist, die noch kommt.",
    "refused.quest.places": "{held} Plätze sind schon vergeben, also können es nicht nur {places} sein.",
    "refused.quest.proof.link": "Gib die Adresse dessen an, was du getan hast; sie beginnt mit https://.",
    "refused.quest.proof.none": "Bei dieser Quest genügt es, dass du sagst, du hast sie geschafft.",
    "refused.quest.proof.text": "Sag in ein paar Worten, was du getan hast.",
    "refused.quest.season_unknown": "Diese Saison gibt es hier nicht.",
    "refused.quest.state.accepted": "Du hast diese Quest geschafft. Das geht nur einmal.",
    "refused.quest.state.claimed": "Du hast diese Quest schon angenommen.",
    "refused.quest.state.given_up": "Du hast diese Quest aufgegeben. Nimm sie zuerst wieder an.",
    "refused.quest.state.handed_in": "Du hast diese Quest abgegeben. Ein Admin sieht sie sich an.",
    "refused.quest.state.none": "Du hast diese Quest nicht angenommen. Nimm sie zuerst an.",
    "refused.quest.state.recalled": "Ein Admin hat diese Quest zurückgenommen, also geht sie nicht noch einmal.",
    "refused.quest.state.sent_back": "Diese Quest kam zu dir zurück. Gib sie noch einmal ab, oder gib sie auf.",
    "refused.quest.time_zone": "Diese Zeit braucht eine Zeitzone.",
    "refused.quest.unknown": "Diese Quest gibt es hier nicht.",
    "refused.quest.why.closed": "Diese Quest ist geschlossen.",
    "refused.quest.why.full": "Alle Plätze dieser Quest sind vergeben.",
    "refused.quest.why.over": "Die Zeit für diese Quest ist um.",
    "refused.quest.why.season": "Diese Quest gehört zu einer anderen Saison.",
}
