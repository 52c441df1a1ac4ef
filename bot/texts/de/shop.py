"""What ``/shop`` and ``/inventory`` say, in German."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "shop.name": "laden",
    "shop.description": "Sieh, was du hier für dein Gold bekommst.",
    "shop.title": "Laden",
    "shop.none": "Hier wird noch nichts verkauft. Spar dein Gold.",
    "shop.buy": "Kaufen",
    "shop.role": "Eine Rolle: {role}",
    "shop.marker": "Ein Zeichen neben deinem Namen",
    "shop.left": "noch {left}",
    "shop.trouble": "gerade nicht zu haben",
    "shop.confirm": "**{name}** für {gold} kaufen?",
    "shop.yes": "Kaufen",
    "shop.no": "Nein, zurück",
    "shop.back": "Zurück zum Laden",
    "shop.bought": "**{name}** gehört dir. Du hast noch {left}.",
    "shop.coming": "Die Rolle bekommst du gleich. Geht das nicht, kommt dein Gold zurück.",
    "shop.previous": "Günstiger",
    "shop.next": "Teurer",
    "inventory.name": "gekauft",
    "inventory.description": "Sieh, was du im Laden gekauft hast.",
    "inventory.title": "Was du gekauft hast",
    "inventory.none": "Du hast noch nichts gekauft. Sieh in den /laden.",
    "inventory.line": "{name} · {gold} · {at}",
    "inventory.refunded": "erstattet",
}
