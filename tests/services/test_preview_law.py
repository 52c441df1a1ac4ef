from typing import Any

from hypothesis import given

from synapse.engine import facts
from synapse.engine.decide import Decision, decide
from synapse.engine.events import Recorded
from synapse.engine.rules import Rules
from synapse.engine.windows import Windows
from synapse.services.preview import Judge
from tests.engine.test_laws import ORDERED, RULES


def row(decision: Decision) -> dict[str, Any]:
    """The journal's row of a decision."""
    event, reward = decision.event, decision.reward
    return {
        "event_key": event.key,
        "user_id": event.user_id,
        "kind": int(event.kind),
        "channel_id": event.channel_id,
        "parent_id": event.parent_id,
        "xp": reward.xp,
        "stars": reward.stars,
        "facts": facts.written(decision),
        "occurred_at": event.occurred_at,
    }


@given(ORDERED, RULES)
def test_unchanged_rules_earn_what_was_earned(events: list[Recorded], rules: Rules) -> None:
    windows = Windows()
    decisions = [decide(event, rules, windows) for event in events]
    for event in events[:1] + events[len(events) // 2 :][:1]:
        judge = Judge(rules, event.occurred_at)
        judge.judge([row(decision) for decision in decisions])
        assert (judge.total.new_xp, judge.total.new_stars) == (judge.total.xp, judge.total.stars)
        for earnings in judge.members.values():
            assert (earnings.new_xp, earnings.new_stars) == (earnings.xp, earnings.stars)
