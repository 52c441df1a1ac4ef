from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.decide import decide
from synapse.engine.events import EventKind
from synapse.engine.prices import price
from synapse.engine.reward import Cut
from synapse.engine.rules import Rules
from synapse.engine.samples import Sample, would_earn
from synapse.engine.windows import Windows
from tests.engine import samples
from tests.engine.samples import CODE, FUN, LOUNGE, MEMES, MUTED, NOON, PROGRAMMING
from tests.engine.test_laws import RULES

KINDS = [kind for kind in EventKind if kind <= EventKind.VOICE_TICK]
PLACES = {LOUNGE: None, CODE: PROGRAMMING, MEMES: FUN, MUTED: None, 0: None}


@given(st.sampled_from(KINDS[1:]), st.sampled_from(sorted(PLACES)), RULES, st.integers(0, 500).map(timedelta))
def test_a_sample_earns_the_price_of_its_kind_and_zone(
    kind: EventKind, place: int, rules: Rules, later: timedelta
) -> None:
    decision = would_earn(Sample(kind=kind, channel_id=place), rules, NOON + later)
    full = price(kind, PLACES[place], rules)
    assert decision.zone_id == PLACES[place]
    assert (decision.reward.base_xp, decision.reward.factors) == (full.base_xp, full.factors)
    if not decision.reward.cut_by:
        assert (decision.reward.xp, decision.reward.stars) == (full.xp, full.stars)


FORMS = st.fixed_dictionaries(
    {
        "length": st.integers(0, 2000),
        "has_code": st.booleans(),
        "has_link": st.booleans(),
        "has_attachment": st.booleans(),
        "emoji_count": st.integers(0, 9),
    }
)


@given(FORMS, st.sampled_from([0, CODE]))
def test_a_message_earns_what_a_members_first_one_does(form: dict[str, Any], place: int) -> None:
    sample = Sample(kind=EventKind.MESSAGE_SENT, channel_id=place, **form)
    real = decide(samples.message(channel_id=place, **form), samples.rules(), Windows())
    assert would_earn(sample, samples.rules(), NOON).reward == real.reward


def test_alone_in_voice_earns_nothing() -> None:
    alone = would_earn(Sample(kind=EventKind.VOICE_TICK, companions=0), samples.rules(), NOON)
    assert (alone.reward.stars, alone.reward.cut_by) == (0, (Cut.ALONE,))
    assert would_earn(Sample(kind=EventKind.VOICE_TICK), samples.rules(), NOON).reward.stars == 1


def test_what_happens_in_no_channel_has_no_sample() -> None:
    with pytest.raises(ValueError, match="LEVEL_REACHED"):
        would_earn(Sample(kind=EventKind.LEVEL_REACHED), samples.rules(), NOON)
