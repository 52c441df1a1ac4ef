from bot.people import Author
from synapse.engine.events import MessageSent, ReactionGiven, ReactionReceived, ThreadCreated
from tests.bot import payloads
from tests.bot.conftest import Heard
from tests.bot.payloads import ADA, BOT, CHANNEL, GUILD, HOOK, MESSAGE, THREAD


def kinds(heard: Heard) -> list[type]:
    return [type(event) for event in heard.events]


async def test_events_come_out_at_once_and_in_order(heard: Heard) -> None:
    heard.frame("MESSAGE_CREATE", payloads.message())
    heard.frame("MESSAGE_REACTION_ADD", payloads.reaction())
    heard.frame("THREAD_CREATE", payloads.thread())
    assert kinds(heard) == [MessageSent, ReactionGiven, ReactionReceived, ThreadCreated]
    assert heard.intake.unsettled == 0


async def test_direct_messages_and_other_guilds_are_ignored(heard: Heard) -> None:
    direct = payloads.message()
    del direct["guild_id"]
    heard.frame("MESSAGE_CREATE", direct)
    heard.frame("MESSAGE_CREATE", payloads.message(guild_id="5"))
    reaction = payloads.reaction()
    del reaction["guild_id"]
    heard.frame("MESSAGE_REACTION_ADD", reaction)
    heard.frame("MESSAGE_REACTION_ADD", payloads.reaction(guild_id="5"))
    assert heard.events == []


async def test_a_message_in_a_known_thread_names_the_channel_it_belongs_to(heard: Heard) -> None:
    heard.frame("THREAD_CREATE", payloads.thread())
    heard.frame("MESSAGE_CREATE", payloads.message(channel_id=str(THREAD)))
    assert heard.events[-1].parent_id == CHANNEL
    assert heard.asked == 0


async def test_a_message_in_an_unknown_thread_waits_until_discord_was_asked(heard: Heard) -> None:
    heard.frame("MESSAGE_CREATE", payloads.message(channel_id=str(THREAD)))
    assert heard.intake.unsettled == 1
    await heard.intake.settle()
    assert (heard.events[0].channel_id, heard.events[0].parent_id) == (THREAD, CHANNEL)


async def test_what_is_known_of_a_message_wins_over_what_its_reaction_says(heard: Heard) -> None:
    heard.frame("MESSAGE_CREATE", payloads.message(author=payloads.user(HOOK, bot=True), webhook_id=str(HOOK)))
    heard.frame("MESSAGE_REACTION_ADD", payloads.reaction(message_author_id=str(ADA)))
    assert kinds(heard) == [ReactionGiven]


async def test_discord_is_asked_whose_message_it_is_when_nobody_knows(heard: Heard) -> None:
    heard.listed()
    heard.authors[MESSAGE] = Author(HOOK, is_person=False)
    heard.frame("MESSAGE_REACTION_ADD", payloads.reaction(message_author_id=str(HOOK)))
    await heard.intake.settle()
    heard.frame("MESSAGE_REACTION_ADD", payloads.reaction(message_author_id=str(HOOK), user_id=str(ADA)))
    assert kinds(heard) == [ReactionGiven, ReactionGiven]
    assert heard.asked == 1


async def test_a_reaction_to_a_message_that_is_gone_is_counted(heard: Heard) -> None:
    heard.listed()
    heard.frame("MESSAGE_REACTION_ADD", payloads.reaction(message_author_id=None))
    await heard.intake.settle()
    assert heard.events == []
    assert heard.intake.counters["reactions_to_messages_out_of_reach"] == 1


async def test_a_bot_that_is_known_by_its_id_alone_reacts_and_opens_threads_for_nothing(heard: Heard) -> None:
    reaction = payloads.reaction(user_id=str(BOT))
    del reaction["member"]
    heard.frame("MESSAGE_REACTION_ADD", reaction)
    heard.frame("THREAD_CREATE", payloads.thread(owner_id=str(BOT)))
    assert heard.events == []


async def test_a_thread_of_somebody_unknown_waits_for_the_member_list(heard: Heard) -> None:
    heard.frame("THREAD_CREATE", payloads.thread(owner_id="77"))
    assert heard.intake.unsettled == 1
    heard.listed()
    await heard.intake.settle()
    assert kinds(heard) == [ThreadCreated]


async def test_events_of_a_new_guild_are_held_until_its_rules_are_there(heard: Heard) -> None:
    heard.intake.hold(GUILD)
    heard.frame("MESSAGE_CREATE", payloads.message())
    assert (heard.events, heard.intake.unsettled, heard.intake.holding) == ([], 1, True)
    heard.intake.release(GUILD)
    heard.frame("MESSAGE_CREATE", payloads.message(id=str(MESSAGE + 1)))
    assert [event.key for event in heard.events] == [f"m{MESSAGE}", f"m{MESSAGE + 1}"]
    assert not heard.intake.holding
