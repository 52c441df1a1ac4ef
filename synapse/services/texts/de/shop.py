"""Why something about the shop is refused, in German."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "refused.outdated.offer": "Jemand anderes hat dieses Angebot inzwischen geändert. Sieh es dir neu an, und ändere "
    "es dann.",
    "refused.shop.key": "Dieser Schlüssel gehört schon zu einem anderen Kauf. Gib jedem Kauf einen eigenen.",
    "refused.shop.later": "Mit diesem Kauf ist danach noch etwas geschehen, also lässt sich das nicht mehr "
    "zurücknehmen.",
    "refused.shop.limit": "Du hast davon schon so viele, wie ein Mitglied haben kann.",
    "refused.shop.most": "Höchstens {most} Angebote sind möglich. Ändere eines, das nicht mehr gebraucht wird.",
    "refused.shop.no_marker": "Wähle das Emoji oder den kurzen Text, der gezeigt wird",
    "refused.shop.no_purchase": "Diesen Kauf gibt es hier nicht.",
    "refused.shop.no_role": "Wähle die Rolle, die gekauft wird",
    "refused.shop.off": "Das wird nicht mehr verkauft.",
    "refused.shop.price": "Das kostet inzwischen {price} Gold. Sieh es dir neu an.",
    "refused.shop.refunded": "Das ist schon erstattet.",
    "refused.shop.sold": "Das wurde schon verkauft, also bleibt es, was es ist. Biete lieber etwas Neues an.",
    "refused.shop.sold_out": "Das ist ausverkauft.",
    "refused.shop.trouble": "Der Bot kann diese Rolle gerade nicht geben, also wird sie nicht verkauft. Ein Admin "
    "sieht, warum.",
    "refused.shop.unknown": "Dieses Angebot gibt es hier nicht.",
}
