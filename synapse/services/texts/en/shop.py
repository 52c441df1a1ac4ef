"""Why something about the shop is refused."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "refused.outdated.offer": "Somebody else changed this offer since you loaded it. Load it again, and make your "
    "change on top of theirs.",
    "refused.shop.key": "This key was used for another purchase. Give each purchase a key of its own.",
    "refused.shop.later": "Something else was done about this purchase after that, so it cannot be undone any more.",
    "refused.shop.limit": "You have as many of this as one member can have.",
    "refused.shop.most": "A shop has {most} offers at most. Change one that is not used any more.",
    "refused.shop.no_marker": "choose the emoji or the short text that is shown",
    "refused.shop.no_purchase": "There is no such purchase in this guild.",
    "refused.shop.no_role": "choose the role that is bought",
    "refused.shop.off": "This is not sold any more.",
    "refused.shop.price": "This costs {price} gold by now. Look at it again.",
    "refused.shop.refunded": "This was refunded already.",
    "refused.shop.sold": "This was sold already, so it stays what it is. Offer something new instead.",
    "refused.shop.sold_out": "This is sold out.",
    "refused.shop.trouble": "The bot cannot give this role at the moment, so it is not sold. An admin can see why.",
    "refused.shop.unknown": "There is no such offer in this guild.",
}
