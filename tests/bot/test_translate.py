from datetime import UTC, datetime

import pytest

from bot import translate
from bot.translate import Unreadable
from synapse.engine.events import MessageSent, ReactionGiven, ReactionReceived, ThreadCreated
from tests.bot import payloads
from tests.bot.payloads import ADA, BOT, CHANNEL, GRACE, GUILD, MESSAGE, THREAD

_NO_SNOWFLAKES: list[object] = [
    None,
    "",
    "x",
    "-1",
    "1.5",
    1.5,
    True,
    "\uff11\uff12",
    "1_2",
    " 1",
    "9" * 30,
    0,
    2**63,
    [],
    {},
]
AT = datetime(2025, 8, 1, tzinfo=UTC)


def test_a_message_becomes_facts_and_nothing_else() -> None:
    content = "```py\nx = 1\n``` see https://docs.python.org 🎉🎉"
    event = translate.message_sent(payloads.message(content, attachments=[{"id": "1"}]), GUILD, None)
    assert event == MessageSent(
        guild_id=GUILD,
        user_id=ADA,
        channel_id=CHANNEL,
        occurred_at=translate.moment(MESSAGE),
        message_id=MESSAGE,
        length=len(content),
        has_code=True,
        has_link=True,
        has_attachment=True,
        emoji_count=2,
    )


def test_a_reply_counts_and_discords_own_notes_do_not() -> None:
    assert translate.message_sent(payloads.message(type=19), GUILD, None)
    for kind in (1, 6, 7, 8, 18, 20, 21, 46):
        assert translate.message_sent(payloads.message(type=kind), GUILD, None) is None


def test_bots_webhooks_and_discord_itself_write_no_messages() -> None:
    for changes in (
        {"author": payloads.user(BOT, bot=True)},
        {"webhook_id": "1"},
        {"author": {**payloads.user(), "system": True}},
    ):
        assert translate.message_sent(payloads.message(**changes), GUILD, None) is None


def test_a_reaction_is_given_and_received() -> None:
    given, received = translate.reaction(
        payloads.reaction(), author_id=ADA, author_is_person=True, parent_id=None, at=AT
    )
    assert given == ReactionGiven(
        guild_id=GUILD, channel_id=CHANNEL, message_id=MESSAGE, occurred_at=AT, user_id=GRACE, author_id=ADA
    )
    assert received == ReactionReceived(
        guild_id=GUILD, channel_id=CHANNEL, message_id=MESSAGE, occurred_at=AT, user_id=ADA, reactor_id=GRACE
    )


def test_nobody_receives_ones_own_reaction_or_one_to_a_bot() -> None:
    own = translate.reaction(payloads.reaction(), author_id=GRACE, author_is_person=True, parent_id=None, at=AT)
    to_bot = translate.reaction(payloads.reaction(), author_id=BOT, author_is_person=False, parent_id=None, at=AT)
    assert [type(event) for event in (*own, *to_bot)] == [ReactionGiven, ReactionGiven]


def test_a_bots_reaction_is_nothing() -> None:
    data = payloads.reaction(member=payloads.member(BOT, bot=True), user_id=str(BOT))
    assert translate.reaction(data, author_id=ADA, author_is_person=True, parent_id=None, at=AT) == ()


def test_a_thread_knows_when_it_was_opened() -> None:
    event = translate.thread_created(payloads.thread(), GUILD)
    assert event == ThreadCreated(
        guild_id=GUILD,
        user_id=ADA,
        channel_id=THREAD,
        parent_id=CHANNEL,
        occurred_at=datetime(2025, 8, 1, 12, tzinfo=UTC),
    )
    old = translate.thread_created(payloads.thread(thread_metadata={}), GUILD)
    assert old
    assert old.occurred_at == translate.moment(THREAD)
    assert translate.thread_created(payloads.thread(type=0), GUILD) is None


@pytest.mark.parametrize("bad", _NO_SNOWFLAKES)
def test_what_is_no_snowflake_is_unreadable(bad: object) -> None:
    with pytest.raises(Unreadable):
        translate.snowflake(bad)


def test_snowflakes_and_moments_agree() -> None:
    assert translate.snowflake("1400000000000000000") == translate.snowflake(1400000000000000000)
    at = translate.moment(MESSAGE)
    assert translate.moment(translate.first_id_at(at)) == at
    assert translate.first_id_at(datetime(2000, 1, 1, tzinfo=UTC)) == 0
