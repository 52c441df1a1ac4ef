"""A stream of events as a busy guild makes them, by seed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from synapse.db.queries.guilds import ChannelSeen, GuildSeen
from synapse.engine.events import MessageSent, ReactionGiven, ReactionReceived, Recorded, ThreadCreated, VoiceTick

GUILD = 800_000_000_000_000_000
_MEMBERS = 810_000_000_000_000_000
_DISCORD_EPOCH = 1_420_070_400_000
_NAMES = ("general", "programming", "memes", "cybersecurity", "announcements", "random", "help", "music")
CHANNELS = tuple(GUILD + 1 + place for place in range(len(_NAMES)))


def guild() -> GuildSeen:
    """The guild of the stream; its channels fall into the default zones by name."""
    return GuildSeen(
        guild_id=GUILD,
        name="Bench",
        icon_url=None,
        owner_id=None,
        locale="en-US",
        channels=tuple(
            ChannelSeen(id=id_, name=name, kind=0, parent_id=None, position=place)
            for place, (id_, name) in enumerate(zip(CHANNELS, _NAMES, strict=True))
        ),
        roles=(),
    )


def events(*, seed: int, members: int, per_second: float, start: datetime | None = None) -> Iterator[Recorded]:
    """Endless events in order of time: of ten, six are messages, three to four come from reactions.

    Members are busy by a power law, and reactions go to recent messages, as in a living guild.
    """
    random = Random(seed)
    now = start or datetime.now(UTC)
    recent: list[tuple[int, int, int]] = []
    number = 0
    while True:
        now += timedelta(seconds=random.expovariate(per_second))
        number += 1
        snowflake = ((int(now.timestamp() * 1000) - _DISCORD_EPOCH) << 22) + number % 4096
        user = _MEMBERS + int(members * random.random() ** 2.5)
        dice = random.random()
        if dice < 0.6 or not recent:
            channel = random.choice(CHANNELS)
            recent = [*recent[-50:], (snowflake, user, channel)]
            yield _message(random, now, snowflake, user, channel)
        elif dice < 0.93:
            message, author, channel = random.choice(recent)
            if author != user:
                yield from _reaction(now, message, author, user, channel)
        elif dice < 0.96:
            yield ThreadCreated(
                guild_id=GUILD,
                user_id=user,
                channel_id=snowflake,
                parent_id=random.choice(CHANNELS),
                occurred_at=now,
            )
        else:
            yield _tick(random, now, user, number)


def _message(random: Random, now: datetime, snowflake: int, user: int, channel: int) -> MessageSent:
    return MessageSent(
        guild_id=GUILD,
        user_id=user,
        channel_id=channel,
        occurred_at=now,
        message_id=snowflake,
        length=int(random.expovariate(1 / 90)) + 1,
        has_code=random.random() < 0.05,
        has_link=random.random() < 0.08,
        has_attachment=random.random() < 0.05,
        emoji_count=int(random.random() * 4),
    )


def _reaction(now: datetime, message: int, author: int, user: int, channel: int) -> Iterator[Recorded]:
    yield ReactionGiven(
        guild_id=GUILD, user_id=user, channel_id=channel, occurred_at=now, message_id=message, author_id=author
    )
    yield ReactionReceived(
        guild_id=GUILD, user_id=author, channel_id=channel, occurred_at=now, message_id=message, reactor_id=user
    )


def _tick(random: Random, now: datetime, user: int, number: int) -> VoiceTick:
    return VoiceTick(
        guild_id=GUILD,
        user_id=user,
        channel_id=CHANNELS[-1],
        occurred_at=now,
        session_started_at=now - timedelta(minutes=10),
        tick=1 + number % 5,
        companions=int(random.random() * 4),
    )
