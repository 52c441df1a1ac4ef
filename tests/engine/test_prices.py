"""What events pay before fair play: base, zone and quality."""

from dataclasses import replace
from decimal import Decimal, localcontext

import pytest

from synapse.engine import prices
from synapse.engine.decide import zone_of
from synapse.engine.events import AwardGiven, Recorded
from synapse.engine.exact import floored
from synapse.engine.quality import factors
from synapse.engine.reward import Currency, Factor, FactorSource
from synapse.engine.rules import Rules
from synapse.engine.settings import Base, GuildSettings, Quality, Rewards
from tests.engine.samples import (
    CODE,
    FUN,
    GUILD,
    LOUNGE,
    MEMES,
    MUTED,
    NOON,
    PROGRAMMING,
    decided,
    given,
    message,
    paying,
    received,
    rules,
    thread,
    tick,
)


@pytest.mark.parametrize(
    ("event", "xp", "stars"),
    [
        (message(), 15, 1),
        (given(), 2, 1),
        (received(), 3, 1),
        (thread(), 20, 2),
        (tick(), 0, 1),
        # programming
        (message(channel_id=CODE), 22, 1),
        (thread(parent_id=CODE), 40, 3),
        (received(channel_id=CODE), 1, 1),
        (given(channel_id=CODE), 0, 1),
        (tick(channel_id=CODE), 0, 1),
        # memes
        (message(channel_id=MEMES), 7, 1),
        (received(channel_id=MEMES), 0, 1),
        (given(channel_id=MEMES), 0, 1),
        (thread(parent_id=MEMES), 20, 2),
    ],
)
def test_base_times_zone_floored(event: Recorded, xp: int, stars: int) -> None:
    [decision] = decided([event], rules())
    assert (decision.reward.xp, decision.reward.stars) == (xp, stars)
    assert decision.reward.gold == 0
    assert decision.reward.counts


@pytest.mark.parametrize(
    ("facts", "xp"),
    [
        ({"length": 0}, 15),
        ({"length": 200}, 15),
        ({"length": 201}, 18),
        ({"length": 500}, 18),
        ({"length": 501}, 22),
        ({"has_code": True}, 21),
        ({"has_link": True}, 18),
        ({"has_attachment": True}, 16),
        ({"emoji_count": 5}, 15),
        ({"emoji_count": 6}, 7),
        ({"length": 501, "has_code": True}, 31),
        ({"length": 501, "has_code": True, "has_link": True, "has_attachment": True}, 43),
        ({"length": 201, "has_code": True, "has_link": True, "has_attachment": True, "emoji_count": 9}, 17),
    ],
)
def test_quality_multiplies_a_messages_xp_and_leaves_its_stars(facts: dict[str, int], xp: int) -> None:
    [decision] = decided([message(**facts)], rules())
    assert (decision.reward.xp, decision.reward.stars) == (xp, 1)


def test_zone_and_quality_multiply_before_the_floor() -> None:
    [decision] = decided([message(channel_id=CODE, length=300)], rules())
    assert decision.reward.xp == 27  # 15 x 1.5 x 1.2 = 27, where flooring in between would give 26
    assert decision.reward.base_xp == 15
    assert decision.reward.factors == (
        Factor(Currency.XP, FactorSource.ZONE, Decimal("1.5")),
        Factor(Currency.XP, FactorSource.LENGTH, Decimal("1.2")),
    )


def test_products_that_binary_fractions_miss() -> None:
    by = paying(
        Rewards(message_sent=Base(xp=100, stars=1)), Quality(code_factor=Decimal("1.1"), link_factor=Decimal("1.1"))
    )
    [decision] = decided([message(has_code=True, has_link=True)], by)
    assert decision.reward.xp == 121  # 100 * 1.1 * 1.1 in binary fractions is 121.00000000000001


def test_products_do_not_depend_on_the_threads_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 3
        assert floored(1_000_000, [Decimal("99.999"), Decimal("99.999")]) == 9_999_800_001


def test_quality_has_a_floor() -> None:
    quality = Quality(emoji_factor=Decimal("0.05"))
    [decision] = decided([message(emoji_count=6)], paying(Rewards(message_sent=Base(xp=100, stars=1)), quality))
    assert decision.reward.xp == 10
    assert decision.reward.factors == (Factor(Currency.XP, FactorSource.QUALITY_FLOOR, Decimal("0.1")),)


def test_a_product_at_the_floor_is_not_replaced() -> None:
    assert factors((0, False, False, False, True), Quality(emoji_factor=Decimal("0.1"))) == (
        Factor(Currency.XP, FactorSource.EMOJI, Decimal("0.1")),
    )


def test_quality_is_for_messages_only() -> None:
    by = paying(quality=Quality(floor=Decimal(3)))
    assert [decision.reward.xp for decision in decided([thread(), message()], by)] == [20, 45]


def test_a_star_multiplier_is_told_as_a_factor() -> None:
    [decision] = decided([thread(parent_id=CODE)], rules())
    assert decision.reward.factors == (
        Factor(Currency.XP, FactorSource.ZONE, Decimal(2)),
        Factor(Currency.STARS, FactorSource.ZONE, Decimal("1.5")),
    )


@pytest.mark.parametrize(
    ("event", "zone_id"),
    [
        (message(channel_id=CODE), PROGRAMMING),
        (message(channel_id=MEMES), FUN),
        (message(channel_id=LOUNGE), None),
        (message(channel_id=MUTED), None),
        (message(channel_id=555, parent_id=CODE), PROGRAMMING),
        (message(channel_id=555, parent_id=LOUNGE), None),
        (thread(parent_id=MEMES), FUN),
    ],
)
def test_the_zone_is_the_parents_or_the_channels_if_it_is_active(event: Recorded, zone_id: int | None) -> None:
    by = rules()
    assert zone_of(event, by) == zone_id
    assert decided([event], by)[0].zone_id == zone_id


def test_an_event_without_a_place_is_in_the_default_zone() -> None:
    award = AwardGiven(guild_id=GUILD, user_id=1, occurred_at=NOON, idempotency_key="k", given_by=2)
    assert zone_of(award, rules()) is None


def test_alike_events_share_one_reward() -> None:
    by: Rules = rules()
    one, other = decided([message(user_id=1), message(user_id=2)], by)
    assert one.reward is other.reward


def test_rewards_are_right_however_many_different_ones_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prices, "_ROOM", 2)
    events = [received(n, reactor_id=n) for n in range(1, 8)]
    assert [decision.reward.nth_reactor for decision in decided(events, rules())] == [1, 2, 3, 4, 5, 6, 7]


def test_changed_rules_have_prices_of_their_own() -> None:
    before = rules()
    decided([message()], before)
    changed = replace(before, settings=GuildSettings(rewards=Rewards(message_sent=Base(xp=40, stars=2))))
    reward = decided([message()], changed)[0].reward
    assert (reward.xp, reward.stars) == (40, 2)
