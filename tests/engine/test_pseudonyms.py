"""Pseudonyms: a permutation within the range that Discord's ids never reach."""

from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.pseudonyms import FIRST, Pseudonyms, is_pseudonym

user_ids = st.integers(0, FIRST - 1)
keys = st.binary(min_size=16, max_size=16)


@given(keys, user_ids)
def test_a_pseudonym_is_no_discord_id_and_finds_its_member(key: bytes, user_id: int) -> None:
    pseudonyms = Pseudonyms(key)
    pseudonym = pseudonyms.of(user_id)
    assert is_pseudonym(pseudonym)
    assert not is_pseudonym(user_id)
    assert FIRST <= pseudonym < 2 * FIRST
    assert pseudonyms.user_id(pseudonym) == user_id


@given(keys, st.integers(FIRST, 2 * FIRST - 1))
def test_whatever_is_made_up_is_somebodys_or_nobodys_id(key: bytes, made_up: int) -> None:
    pseudonyms = Pseudonyms(key)
    user_id = pseudonyms.user_id(made_up)
    assert 0 <= user_id < FIRST
    assert pseudonyms.of(user_id) == made_up


def test_it_differs_by_guild_and_by_member() -> None:
    made = {Pseudonyms(bytes([number]) * 16).of(user_id) for number in range(20) for user_id in range(50)}
    assert len(made) == 1000
