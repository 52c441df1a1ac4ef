"""Quests that admins post, and who took them on."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Text,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Key, Model, Moment, Snowflake


class Quest(Model):
    """Something that members can do for a reward; closed, never deleted.

    ``stars`` is null for as many as the guild pays for any quest, ``places`` for as many members as like to.
    ``proof`` is none, text or link: what has to be handed in.
    """

    __tablename__ = "quests"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "zone_id"], ["zones.guild_id", "zones.id"]),
        ForeignKeyConstraint(["guild_id", "season_id"], ["seasons.guild_id", "seasons.id"]),
        CheckConstraint("xp >= 0 AND gold >= 0 AND stars >= 0", name="amounts"),
        CheckConstraint("places > 0", name="places"),
        CheckConstraint("proof IN ('none', 'text', 'link')", name="proof"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    xp: Mapped[int] = mapped_column(Integer, server_default="0")
    stars: Mapped[int | None] = mapped_column(Integer)
    gold: Mapped[int] = mapped_column(Integer, server_default="0")
    zone_id: Mapped[Snowflake | None]
    season_id: Mapped[Snowflake | None]
    places: Mapped[int | None] = mapped_column(Integer)
    ends_at: Mapped[Moment | None]
    proof: Mapped[Key] = mapped_column(server_default="none")
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())


class QuestClaim(Model):
    """Where a member stands with a quest; ``state`` is the name of a ClaimState.

    ``proof`` is what the member wrote for whoever looks at it, and is gone as soon as nobody has to look any more.
    ``answer`` is why it was sent back, in the admin's words.
    """

    __tablename__ = "quest_claims"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["guild_id", "quest_id"], ["quests.guild_id", "quests.id"], ondelete="CASCADE"),
        Index("ix_quest_claims_member", "guild_id", "user_id"),
        Index(
            "ix_quest_claims_waiting",
            "guild_id",
            "handed_in_at",
            "quest_id",
            "user_id",
            postgresql_where=text("state = 'handed_in'"),
        ),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    quest_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    state: Mapped[Key] = mapped_column(server_default="claimed")
    claimed_at: Mapped[Moment]
    handed_in_at: Mapped[Moment | None]
    decided_at: Mapped[Moment | None]
    proof: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
