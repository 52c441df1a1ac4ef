from hypothesis import given
from hypothesis import strategies as st

from bot.commands.leaderboard import Turn
from synapse.services.boards import Board, Question, Span

_LARGEST = 2**63 - 1
_PLACES = st.tuples(st.integers(0, _LARGEST), st.integers(1, _LARGEST))
_QUESTIONS = st.builds(Question, st.sampled_from(Board), st.sampled_from(Span))


@given(question=_QUESTIONS, to=st.sampled_from(["after", "before"]), place=_PLACES)
def test_a_button_carries_its_page(question: Question, to: str, place: tuple[int, int]) -> None:
    turn = Turn(question, to, place)
    assert len(turn.custom_id()) <= 100
    assert Turn.parse(turn.custom_id()) == turn


@given(question=_QUESTIONS, to=st.sampled_from(["top", "me"]))
def test_so_do_those_without_a_place(question: Question, to: str) -> None:
    assert Turn.parse(Turn(question, to).custom_id()) == Turn(question, to)


@given(text=st.text(max_size=100) | st.from_regex(r"board:[a-z]*:[a-z_]*:[a-z]*:[0-9.x-]*", fullmatch=True))
def test_what_is_no_button_of_ours_is_no_page(text: str) -> None:
    turn = Turn.parse(text)
    assert turn is None or Turn.parse(turn.custom_id()) == turn
