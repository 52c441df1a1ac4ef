from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.raids import LEAST_ACCOUNTS, LEAST_EVENTS, Doings, Raid, raid_of

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
PEOPLE = st.lists(
    st.builds(
        Doings,
        new=st.booleans(),
        events=st.integers(1, 40),
        cut=st.integers(0, 40),
        since=st.integers(0, 600).map(lambda seconds: AT + timedelta(seconds=seconds)),
    ),
    max_size=60,
)


def spammer(seconds: int = 0) -> Doings:
    return Doings(new=True, events=20, cut=18, since=AT + timedelta(seconds=seconds))


@given(PEOPLE)
def test_a_raid_is_of_new_accounts_that_fair_play_mostly_cuts(people: list[Doings]) -> None:
    suspects = [each for each in people if each.new and each.events >= LEAST_EVENTS and each.cut > each.events / 2]
    raid = raid_of(people)
    assert (raid is not None) is (len(suspects) >= LEAST_ACCOUNTS)
    if raid is not None:
        assert (raid.accounts, raid.events) == (len(suspects), sum(each.events for each in suspects))
        assert raid.since == min(each.since for each in suspects)


def test_lively_members_and_a_wave_of_quiet_newcomers_are_no_raid() -> None:
    lively = Doings(new=False, events=200, cut=190, since=AT)
    talkative = Doings(new=True, events=20, cut=4, since=AT)
    shy = Doings(new=True, events=2, cut=2, since=AT)
    assert raid_of([lively] * 50 + [talkative] * 50 + [shy] * 50) is None
    raid = raid_of([spammer(number) for number in range(10)] + [lively] * 50)
    assert raid == Raid(since=AT, accounts=10, events=200, cut=180)
