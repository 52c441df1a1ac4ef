"""The append-only journal of events, the rollups that charts read, the outbox and the audit log."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Amount, Key, Model, Moment, Snowflake


class Event(Model):
    """One recorded event with what it earned; the key is its identity, so it exists once.

    ``kind`` is the number of an EventKind. ``facts`` holds plain facts about the event and how its reward
    came about, never content. Not tied to ``members`` by a foreign key: rows are checked once, when
    written, and a foreign key would lock the member row a second time for every event.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_occurred_at", "occurred_at", postgresql_using="brin"),
        Index("ix_events_member", "guild_id", "user_id", text("occurred_at DESC")),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    event_key: Mapped[Key] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake]
    kind: Mapped[int] = mapped_column(SmallInteger)
    channel_id: Mapped[Snowflake | None]
    parent_id: Mapped[Snowflake | None]
    zone_id: Mapped[Snowflake | None]
    season_id: Mapped[Snowflake]
    xp: Mapped[int] = mapped_column(Integer)
    stars: Mapped[int] = mapped_column(Integer)
    gold: Mapped[int] = mapped_column(Integer)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Moment] = mapped_column(server_default=func.now())


class ActivityHour(Model):
    """How much happened in one hour (UTC) by channel and kind; zone 0 is the default zone, channel 0 none."""

    __tablename__ = "activity_hours"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    hour: Mapped[Moment] = mapped_column(primary_key=True)
    channel_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    zone_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    events: Mapped[Amount]
    xp: Mapped[Amount]
    stars: Mapped[Amount]
    gold: Mapped[Amount]


class ForgottenHour(Model):
    """What is left of the events of members who were forgotten: sums that name nobody, laid out as an activity hour."""

    __tablename__ = "forgotten_hours"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    hour: Mapped[Moment] = mapped_column(primary_key=True)
    channel_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    zone_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    events: Mapped[Amount]
    xp: Mapped[Amount]
    stars: Mapped[Amount]
    gold: Mapped[Amount]


class RankBucket(Model):
    """How many members' values fall into one bucket of a board: the order statistic behind ranks.

    A trigger keeps it exact in the transaction that moves a total. ``season_id`` 0 is the board of all time.
    """

    __tablename__ = "rank_buckets"

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    board: Mapped[Key] = mapped_column(primary_key=True)
    season_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    bucket: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    members: Mapped[Amount]


class Announcement(Model):
    """The outbox: what is to be posted, claimed by a bot, sent with a nonce, marked.

    ``kind`` is level_up, achievement or award; ``payload`` the plain figures that the text is made of.
    ``state`` goes from pending over claimed to sent; skipped is what an opt-out or a setting held back.
    """

    __tablename__ = "announcements"
    __table_args__ = (
        Index(
            "ix_announcements_waiting",
            "guild_id",
            "id",
            postgresql_where=text("state IN ('pending', 'claimed')"),
        ),
        Index("ix_announcements_feed", "guild_id", text("id DESC")),
    )

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    event_key: Mapped[Key]
    kind: Mapped[Key]
    user_id: Mapped[Snowflake]
    channel_id: Mapped[Snowflake | None]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[Key] = mapped_column(server_default="pending")
    occurred_at: Mapped[Moment]
    claimed_at: Mapped[Moment | None]
    sent_at: Mapped[Moment | None]
    message_id: Mapped[Snowflake | None]
    attempts: Mapped[int] = mapped_column(Integer, server_default="0")


class AuditEntry(Model):
    """One change that an admin made; a trigger refuses to change or remove it.

    ``reverts`` is the row that this one undid; a row is undone once at most.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_guild_id_at", "guild_id", text("at DESC")),
        Index("uq_audit_log_reverts", "guild_id", "reverts", unique=True, postgresql_where=text("reverts IS NOT NULL")),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    actor_id: Mapped[Snowflake | None]
    action: Mapped[Key]
    subject: Mapped[Key]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    reason: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    reverts: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[Moment] = mapped_column(server_default=func.now())


class GatewaySession(Model):
    """Where a bot's shard stands in Discord's gateway: everything up to ``sequence`` is committed."""

    __tablename__ = "gateway_sessions"

    bot_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    shard_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    session_id: Mapped[Key]
    resume_url: Mapped[Key]
    sequence: Mapped[int] = mapped_column(BigInteger)
    saved_at: Mapped[Moment] = mapped_column(server_default=func.now())
