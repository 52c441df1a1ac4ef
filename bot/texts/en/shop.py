"""What ``/shop`` and ``/inventory`` say."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "shop.name": "shop",
    "shop.description": "See what your gold buys here.",
    "shop.title": "Shop",
    "shop.none": "Nothing is sold here yet. Save your gold.",
    "shop.buy": "Buy",
    "shop.role": "A role: {role}",
    "shop.marker": "A marker beside your name",
    "shop.left": "{left} left",
    "shop.trouble": "not to be had at the moment",
    "shop.confirm": "Buy **{name}** for {gold}?",
    "shop.yes": "Buy it",
    "shop.no": "No, back",
    "shop.back": "Back to the shop",
    "shop.bought": "**{name}** is yours. You have {left} left.",
    "shop.coming": "You get the role in a moment. If it cannot be given, your gold comes back.",
    "shop.previous": "Cheaper",
    "shop.next": "Dearer",
    "inventory.name": "inventory",
    "inventory.description": "See what you bought in the shop.",
    "inventory.title": "What you bought",
    "inventory.none": "You have bought nothing yet. Look into /shop.",
    "inventory.line": "{name} · {gold} · {at}",
    "inventory.refunded": "refunded",
}
