"""Webhooks of guilds, what is to be delivered to them, and each attempt to do so."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Key, Model, Moment, Snowflake


class Webhook(Model):
    """An address that hears of events. ``removed`` ones stay for their log and can be brought back.

    The secret is derived from ``salt`` by the key of the API and is in no row; ``fingerprint`` tells whether it is
    still the one that was shown. After a rotation, what ``previous_salt`` gives signs too until ``previous_until``.
    """

    __tablename__ = "webhooks"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    events: Mapped[list[str]] = mapped_column(ARRAY(Text(collation="C")))
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    removed: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    salt: Mapped[Key]
    fingerprint: Mapped[Key]
    previous_salt: Mapped[Key | None]
    previous_until: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())


class WebhookDelivery(Model):
    """One event for one webhook; written in the event's own transaction.

    ``state`` goes from pending to delivered or dead; whoever claims a pending one moves ``next_at`` ahead, so that
    nobody else takes it before this attempt must have ended. ``message_id`` is what receivers know it by.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["guild_id", "webhook_id"],
            ["webhooks.guild_id", "webhooks.id"],
            name="fk_webhook_deliveries_webhook",
            ondelete="CASCADE",
        ),
        Index(
            "ix_webhook_deliveries_waiting",
            "guild_id",
            "webhook_id",
            "next_at",
            postgresql_where=text("state = 'pending'"),
        ),
        Index("ix_webhook_deliveries_log", "guild_id", "webhook_id", text("id DESC")),
        Index("ix_webhook_deliveries_user", "guild_id", "user_id", postgresql_where=text("user_id IS NOT NULL")),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    webhook_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[Key]
    event: Mapped[Key]
    user_id: Mapped[Snowflake | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    occurred_at: Mapped[Moment]
    state: Mapped[Key] = mapped_column(server_default="pending")
    attempts: Mapped[int] = mapped_column(Integer, server_default="0")
    next_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    finished_at: Mapped[Moment | None]


class WebhookAttempt(Model):
    """One attempt to deliver: what came of it, and the status that was answered, if any."""

    __tablename__ = "webhook_attempts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["guild_id", "delivery_id"],
            ["webhook_deliveries.guild_id", "webhook_deliveries.id"],
            name="fk_webhook_attempts_delivery",
            ondelete="CASCADE",
        ),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    delivery_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    at: Mapped[Moment] = mapped_column(server_default=func.now())
    outcome: Mapped[Key]
    status: Mapped[int | None] = mapped_column(SmallInteger)
    milliseconds: Mapped[int] = mapped_column(Integer)
