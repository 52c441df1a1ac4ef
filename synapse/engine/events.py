"""What can happen in a community, as frozen values in the past tense.

A Discord object becomes one of these once, at the edge; nothing behind the edge knows Discord's
payloads. Each event rewards exactly one member (``user_id``) and has an identity (``key``) that a
redelivery repeats, so that the journal can hold it once. Identities never contain the time of
receipt.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum


class EventKind(IntEnum):
    """What kind of thing an event is; the number is what the journal stores."""

    MESSAGE_SENT = 1
    REACTION_GIVEN = 2
    REACTION_RECEIVED = 3
    THREAD_CREATED = 4
    VOICE_TICK = 5
    QUEST_COMPLETED = 6
    AWARD_GIVEN = 7
    LEVEL_REACHED = 8
    ACHIEVEMENT_EARNED = 9
    GOLD_SPENT = 10
    HISTORY_IMPORTED = 11
    WEEK_WON = 12


REPEATED = -1
"""The fingerprint of a message that is known to repeat another, though nobody knows any more which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """A member wrote a message.

    ``parent_id`` is the channel that a thread or post belongs to, None outside threads. ``fingerprint`` tells
    messages apart that say nearly the same; 0 when it is not known, and ``REPEATED`` for a message of the journal
    that was found to repeat another. It lives in memory only: it is neither stored nor shown.
    """

    kind = EventKind.MESSAGE_SENT
    guild_id: int
    user_id: int
    channel_id: int
    parent_id: int | None = None
    occurred_at: datetime
    message_id: int
    length: int
    has_code: bool = False
    has_link: bool = False
    has_attachment: bool = False
    emoji_count: int = 0
    fingerprint: int = field(default=0, repr=False, compare=False)

    @property
    def key(self) -> str:
        """The message's snowflake is its identity."""
        return f"m{self.message_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionGiven:
    """A member reacted to a message of ``author_id``; one per message and reactor, for good."""

    kind = EventKind.REACTION_GIVEN
    guild_id: int
    user_id: int
    channel_id: int
    parent_id: int | None = None
    occurred_at: datetime
    message_id: int
    author_id: int

    @property
    def key(self) -> str:
        """Message and reactor, without the emoji: several emoji are one reaction."""
        return f"g{self.message_id}:{self.user_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionReceived:
    """A message of the member drew a reaction of ``reactor_id``."""

    kind = EventKind.REACTION_RECEIVED
    guild_id: int
    user_id: int
    channel_id: int
    parent_id: int | None = None
    occurred_at: datetime
    message_id: int
    reactor_id: int

    @property
    def key(self) -> str:
        """Message and reactor, without the emoji: several emoji are one reaction."""
        return f"r{self.message_id}:{self.reactor_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadCreated:
    """A member opened a thread or a forum post; ``channel_id`` is the thread's own id."""

    kind = EventKind.THREAD_CREATED
    guild_id: int
    user_id: int
    channel_id: int
    parent_id: int | None = None
    occurred_at: datetime

    @property
    def key(self) -> str:
        """The thread's snowflake is its identity."""
        return f"t{self.channel_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceTick:
    """A member has been in voice for another ten minutes of one stay.

    ``session_started_at`` names the stay and ``tick`` counts from 1. ``companions`` is how many other
    people (bots not counted) were in the channel at the tick; ``silent_seconds`` is for how long the
    member had been muted and deafened at once, 0 when they were not; ``afk`` tells of the AFK channel.
    """

    kind = EventKind.VOICE_TICK
    guild_id: int
    user_id: int
    channel_id: int
    parent_id: int | None = None
    occurred_at: datetime
    session_started_at: datetime
    tick: int
    companions: int
    silent_seconds: int = 0
    afk: bool = False

    @property
    def key(self) -> str:
        """Member, start of the stay in milliseconds, and the tick's number."""
        started = int(self.session_started_at.timestamp() * 1000)
        return f"v{self.user_id}:{started}:{self.tick}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestCompleted:
    """A member's hand-in for a quest was accepted, which pays what the quest says.

    ``stars`` is None for as many as the guild pays for any quest. ``title`` is the quest's, for who is told of it.
    """

    kind = EventKind.QUEST_COMPLETED
    guild_id: int
    user_id: int
    channel_id: int | None = None
    parent_id: int | None = None
    occurred_at: datetime
    quest_id: int
    xp: int
    stars: int | None = None
    gold: int = 0
    title: str = ""

    @property
    def key(self) -> str:
        """Quest and member: a quest pays a member once."""
        return f"q{self.quest_id}:{self.user_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardGiven:
    """An admin gave a member something; ``idempotency_key`` makes a repeated request one award."""

    kind = EventKind.AWARD_GIVEN
    guild_id: int
    user_id: int
    channel_id: int | None = None
    parent_id: int | None = None
    occurred_at: datetime
    idempotency_key: str
    given_by: int
    xp: int = 0
    gold: int = 0
    reason: str = ""

    @property
    def key(self) -> str:
        """What the giver's request named itself."""
        return f"a{self.idempotency_key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReached:
    """A member reached a level for the first time; pays the gold of a level-up."""

    kind = EventKind.LEVEL_REACHED
    guild_id: int
    user_id: int
    channel_id: int | None = None
    parent_id: int | None = None
    occurred_at: datetime
    level: int

    @property
    def key(self) -> str:
        """Member and level: a level pays once, whatever curve the guild chooses later."""
        return f"l{self.user_id}:{self.level}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AchievementEarned:
    """A member earned an achievement; ``granted_by`` is the admin who gave it by hand."""

    kind = EventKind.ACHIEVEMENT_EARNED
    guild_id: int
    user_id: int
    channel_id: int | None = None
    parent_id: int | None = None
    occurred_at: datetime
    achievement_id: int
    granted_by: int | None = None

    @property
    def key(self) -> str:
        """Achievement and member: earned once, kept for good."""
        return f"e{self.achievement_id}:{self.user_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpent:
    """A member spent gold on ``purpose``; less than 0 is gold that they got back of what they had spent."""

    kind = EventKind.GOLD_SPENT
    guild_id: int
    user_id: int
    channel_id: int | None = None
    parent_id: int | None = None
    occurred_at: datetime
    idempotency_key: str
    gold: int
    purpose: str

    @property
    def key(self) -> str:
        """What the spender's request named itself."""
        return f"s{self.idempotency_key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWon:
    """A member was among the best of a week that began on the Monday ``week``; pays the bonus of that day's rules."""

    kind = EventKind.WEEK_WON
    guild_id: int
    user_id: int
    channel_id: int | None = None
    parent_id: int | None = None
    occurred_at: datetime
    week: date
    place: int

    @property
    def key(self) -> str:
        """Week and place: each place of a week is won once."""
        return f"w{self.week.isoformat()}:{self.place}"


Recorded = MessageSent | ReactionGiven | ReactionReceived | ThreadCreated | VoiceTick
"""What happens in Discord and comes in through the queue."""

Event = Recorded | QuestCompleted | AwardGiven | LevelReached | AchievementEarned | GoldSpent | WeekWon
"""Everything that the journal can hold."""
