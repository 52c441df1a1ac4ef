"""What admins set: zones, seasons, achievements, boosts and level roles."""

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, ExcludeConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from synapse.db.models.model import Model, Moment, Snowflake


class Season(Model):
    """A span with a board of its own; exactly one is active per guild, and none overlap.

    A ``void`` season was opened by a roll that was taken back. It stays because events that were recorded
    meanwhile name it.
    """

    __tablename__ = "seasons"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment | None]
    active: Mapped[bool] = mapped_column(Boolean)
    void: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy passes the class
        return (
            CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="span"),
            Index("uq_seasons_active", "guild_id", unique=True, postgresql_where=text("active")),
            ExcludeConstraint(
                (text("int8range(guild_id, guild_id, '[]')"), "&&"),
                (text("tstzrange(starts_at, ends_at)"), "&&"),
                name="ex_seasons_overlap",
                using="gist",
                where=text("NOT void"),
            ),
        )


class Zone(Model):
    """A named group of channels; deactivated, never deleted."""

    __tablename__ = "zones"
    __table_args__ = (UniqueConstraint("guild_id", "name"),)

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())


class ZoneChannel(Model):
    """A channel of a zone; the primary key lets a channel be in one zone only."""

    __tablename__ = "zone_channels"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "zone_id"], ["zones.guild_id", "zones.id"], ondelete="CASCADE"),
        Index("ix_zone_channels_guild_id_zone_id", "guild_id", "zone_id"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    channel_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    zone_id: Mapped[Snowflake]


class ZoneMultiplier(Model):
    """What a zone does to one kind of event; ``kind`` is the number of an EventKind."""

    __tablename__ = "zone_multipliers"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "zone_id"], ["zones.guild_id", "zones.id"], ondelete="CASCADE"),
        CheckConstraint("xp >= 0 AND xp <= 100", name="xp"),
        CheckConstraint("stars >= 0 AND stars <= 100", name="stars"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    zone_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    kind: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    xp: Mapped[Decimal] = mapped_column(Numeric(6, 3), server_default="1")
    stars: Mapped[Decimal] = mapped_column(Numeric(6, 3), server_default="1")


class Achievement(Model):
    """A template of something that a member can earn once.

    ``awarding_after`` is not null while those who pass the threshold already are being awarded in the
    background; everybody up to this user id has been looked at.
    """

    __tablename__ = "achievements"
    __table_args__ = (
        UniqueConstraint("guild_id", "name"),
        ForeignKeyConstraint(["guild_id", "zone_id"], ["zones.guild_id", "zones.id"]),
        CheckConstraint("xp >= 0 AND gold >= 0 AND threshold >= 0", name="amounts"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    trigger: Mapped[str] = mapped_column(Text)
    threshold: Mapped[int] = mapped_column(BigInteger, server_default="0")
    scope: Mapped[str] = mapped_column(Text, server_default="lifetime")
    zone_id: Mapped[Snowflake | None]
    xp: Mapped[int] = mapped_column(BigInteger, server_default="0")
    gold: Mapped[int] = mapped_column(BigInteger, server_default="0")
    category: Mapped[str] = mapped_column(Text, server_default="")
    rarity: Mapped[str] = mapped_column(Text, server_default="common")
    badge: Mapped[str] = mapped_column(Text, server_default="")
    channel_id: Mapped[Snowflake | None]
    series: Mapped[str | None] = mapped_column(Text)
    series_step: Mapped[int | None] = mapped_column(Integer)
    awarding_after: Mapped[int | None] = mapped_column(BigInteger)
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())


class MemberAchievement(Model):
    """Who earned what, when, and by whose hand if it was granted."""

    __tablename__ = "member_achievements"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["guild_id", "achievement_id"], ["achievements.guild_id", "achievements.id"]),
        Index("ix_member_achievements_earners", "guild_id", "achievement_id", "earned_at"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    achievement_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    earned_at: Mapped[Moment]
    granted_by: Mapped[Snowflake | None]


class Boost(Model):
    """Factors on what is earned: for everybody during an event, or for the members of a role.

    ``multipliers`` holds ``{"message_sent": {"xp": "2", "stars": "1"}}``, validated on write.
    """

    __tablename__ = "boosts"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("role_id IS NOT NULL OR starts_at IS NOT NULL AND ends_at IS NOT NULL", name="bounds"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    role_id: Mapped[Snowflake | None]
    starts_at: Mapped[Moment | None]
    ends_at: Mapped[Moment | None]
    multipliers: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())


class LevelRole(Model):
    """Which role a level brings."""

    __tablename__ = "level_roles"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    level: Mapped[int] = mapped_column(Integer, primary_key=True)
    role_id: Mapped[Snowflake]


class LevelRoleGrant(Model):
    """A role that Synapse gave a member, or is about to: only such roles are ever taken back."""

    __tablename__ = "level_role_grants"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    role_id: Mapped[Snowflake] = mapped_column(primary_key=True)


class LevelRoleCheck(Model):
    """A member whose roles may not be those of their level; ``asked_at`` is when that was last said."""

    __tablename__ = "level_role_checks"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    asked_at: Mapped[Moment] = mapped_column(server_default=func.clock_timestamp())


class LevelRoleProblem(Model):
    """Why the bot cannot give or take a role, as it found it in Discord; ``problem`` names a kind of problem."""

    __tablename__ = "level_role_problems"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    role_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    problem: Mapped[str] = mapped_column(Text)
    since: Mapped[Moment] = mapped_column(server_default=func.now())
