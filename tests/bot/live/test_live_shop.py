"""/shop and /inventory over the real client: a role bought, given, refunded where it cannot be given; in German too."""

import pytest

from bot.texts import CATALOGUES
from synapse.demo.command_data import Unusable
from synapse.services import awards, shop, shop_purchases
from synapse.services.changes import Actor
from tests.bot.live.harness import Lab

ADMIN = Actor(1)


def role_id(lab: Lab, name: str) -> int:
    return next(role.id for role in lab.script.guild.roles.values() if role.name == name)


async def endow(lab: Lab, name: str, gold: int) -> None:
    user_id, guild_id = lab.script.names.user(name).id, lab.script.guild.id
    values = {"user_id": user_id, "gold": gold, "reason": "Start", "idempotency_key": "one"}
    await awards.give(lab.engine, actor=ADMIN, guild_id=guild_id, values=values, now=lab.clock())


async def sell(lab: Lab, **values: object) -> None:
    await shop.create(lab.engine, actor=ADMIN, guild_id=lab.script.guild.id, values=values)


async def test_a_role_is_bought_and_given_and_goes_with_its_refund(lab: Lab) -> None:
    async with lab.start():
        linus, role = lab.script.names.user("Linus").id, role_id(lab, "Level 5")
        empty = await lab.script.uses("/shop", "Linus")
        assert "Nothing is sold" in empty.text
        await sell(lab, name="Helper of the week", kind="role", role_id=role, gold=40)
        await endow(lab, "Linus", 90)
        listed = await lab.script.uses("/shop", "Linus")
        assert listed.message.flags & 64
        assert f"<@&{role}>" in listed.text
        asked = await lab.script.clicks(listed, "1 · Buy", "Linus")
        assert "for 40 gold?" in asked.text
        bought = await lab.script.clicks(asked, "Buy it", "Linus")
        assert "is yours. You have 50 gold left" in bought.text

        async def has_role() -> bool:
            return role in lab.script.guild.members[linus].role_ids

        await lab.until(has_role)
        assert "Helper of the week" in (await lab.script.uses("/inventory", "Linus")).text
        again = await lab.script.clicks(await lab.script.uses("/shop", "Linus"), "1 · Buy", "Linus")
        assert "as many of this" in (await lab.script.clicks(again, "Buy it", "Linus")).text
        [[number]] = await lab.rows("SELECT id FROM shop_purchases")
        which = {"guild_id": lab.script.guild.id, "purchase_id": number}
        await shop_purchases.refund(lab.engine, actor=ADMIN, now=lab.clock(), **which)

        async def has_it_no_more() -> bool:
            return not await has_role()

        await lab.until(has_it_no_more)
        assert "refunded" in (await lab.script.uses("/inventory", "Linus")).text


async def test_a_role_that_cannot_be_given_is_paid_back(lab: Lab) -> None:
    async with lab.start():
        founder = role_id(lab, "Founder")
        await endow(lab, "Linus", 50)
        await sell(lab, name="Founder", kind="role", role_id=founder, gold=40)
        await lab.until_rows("SELECT problem FROM level_role_problems", [("too_high",)])
        listed = await lab.script.uses("/shop", "Linus")
        assert "not to be had" in listed.text
        with pytest.raises(Unusable):
            await lab.script.clicks(listed, "1 · Buy", "Linus")
        # Who was quicker than the bot's look gets the gold back.
        await lab.execute("DELETE FROM level_role_problems")
        [[offer]] = await lab.rows("SELECT id FROM shop_offers")
        wish = shop_purchases.Wish(offer, 40, "quick")
        linus = lab.script.names.user("Linus").id
        buyer = {"guild_id": lab.script.guild.id, "user_id": linus}
        await shop_purchases.buy(lab.engine, wish=wish, now=lab.clock(), **buyer)
        await lab.until_rows("SELECT gold FROM members WHERE user_id = :id", [(50,)], id=linus)
        assert await lab.rows("SELECT count(*) FROM shop_purchases WHERE refunded_at IS NULL") == [(0,)]


async def test_too_little_gold_and_german(lab: Lab) -> None:
    async with lab.start():
        await endow(lab, "Linus", 10)
        for price in range(5, 12):
            await sell(lab, name=f"Marker {price}", kind="marker", marker="🦊", gold=price * 2)
        listed = await lab.script.uses("/shop", "Linus")
        dear = await lab.script.clicks(listed, "Dearer", "Linus")
        assert "Marker 11" in dear.text
        poor = await lab.script.clicks(await lab.script.clicks(dear, "2 · Buy", "Linus"), "Buy it", "Linus")
        assert "costs 22 gold and you have 10" in poor.text
        german = CATALOGUES["de"]
        lab.script.names.user("Linus").locale = "de"
        listed = await lab.script.uses("/shop", "Linus")
        asked = await lab.script.clicks(listed, f"1 · {german['shop.buy']}", "Linus")
        done = await lab.script.clicks(asked, german["shop.yes"], "Linus")
        assert "gehört dir" in done.text
        profile = await lab.script.uses("/profile", "Linus")
        assert "🦊" in profile.text
