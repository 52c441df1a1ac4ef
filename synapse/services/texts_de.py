"""The words of announcements and cards in German."""

from collections.abc import Mapping

CATALOGUE: Mapping[str, str] = {
    "level_up.title": "Level {level}",
    "level_up.text": "{who} hat **Level {level}** erreicht.",
    "level_up.next": "{bar} {needed} XP bis Level {next}",
    "level_up.highest": "Darüber gibt es kein Level mehr.",
    "achievement.title": "{badge}{name}",
    "achievement.text": "{who} hat einen Erfolg errungen: {description}",
    "achievement.text_bare": "{who} hat einen Erfolg errungen.",
    "award.title": "Eine Auszeichnung für {name}",
    "award.text": "{who} hat {amounts} von {giver} bekommen.",
    "award.reason": "Grund",
    "reward": "Belohnung",
    "rarity.common": "Gewöhnlich",
    "rarity.uncommon": "Ungewöhnlich",
    "rarity.rare": "Selten",
    "rarity.epic": "Episch",
    "rarity.legendary": "Legendär",
    "card.level": "Level {level}",
    "card.of": "von {count} Mitgliedern",
    "card.zone": "zu Hause in {zone}",
    "card.none": "neu",
    "card.unranked": "noch nicht auf der Rangliste",
    "card.xp": "{xp} XP",
    "card.ahead": "{xp} XP bis Level {level}",
    "card.highest": "das höchste Level, das es gibt",
    "card.empty": "Auf dieser Rangliste steht noch niemand",
    "card.alt": "{name}: Level {level}, {rank}, {xp}. {ahead}.",
    "card.alt.rank": "Rang {rank} von {count}",
    "span.season": "Diese Saison",
    "span.week": "Letzte 7 Tage",
    "span.all_time": "Insgesamt",
}

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
}
