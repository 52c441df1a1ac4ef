"""Rules that were applied to what happened before, and what the journal said before that."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Index, Integer, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Amount, Key, Model, Moment, Snowflake


class RuleApplication(Model):
    """One application; how far it came is kept, so that whoever goes on after a crash begins there.

    ``state`` goes from judging over settling to done, or from restoring to done; ``restores`` is the application that
    this one undoes. ``rules`` are the settings and zones that are judged by. ``reached`` is the moment up to which
    events were judged, ``restored_to`` the key up to which they were restored, ``settled_after`` the last member that
    was looked at.
    """

    __tablename__ = "rule_applications"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    state: Mapped[Key]
    restores: Mapped[int | None] = mapped_column(BigInteger)
    rules: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    since: Mapped[Moment]
    until: Mapped[Moment]
    reached: Mapped[Moment]
    restored_to: Mapped[Key] = mapped_column(server_default="")
    total: Mapped[Amount]
    judged: Mapped[Amount]
    changed: Mapped[Amount]
    xp: Mapped[Amount]
    stars: Mapped[Amount]
    settled_after: Mapped[Amount]
    started_at: Mapped[Moment] = mapped_column(server_default=func.now())
    finished_at: Mapped[Moment | None]


class RuleRewrite(Model):
    """What an event earned, and how, before an application changed it. It goes with the event's member."""

    __tablename__ = "rule_rewrites"
    __table_args__ = (
        ForeignKeyConstraint(
            ["guild_id", "application_id"],
            ["rule_applications.guild_id", "rule_applications.id"],
            name="fk_rule_rewrites_application",
            ondelete="CASCADE",
        ),
        Index("ix_rule_rewrites_event", "guild_id", "event_key"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_key: Mapped[Key] = mapped_column(primary_key=True)
    xp: Mapped[int] = mapped_column(Integer)
    stars: Mapped[int] = mapped_column(Integer)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
