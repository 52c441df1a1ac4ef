"""Members and what they stand at: for life, by season, by day, by zone."""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Computed,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from synapse.db.models.model import Amount, Key, Model, Moment, Snowflake


def _board(table: str, currency: str, *within: str) -> Index:
    """The index that a board is paged by; only who is on the board is in it."""
    return Index(
        f"ix_{table}_board_{currency}",
        "guild_id",
        *within,
        text(f"{currency} DESC"),
        "user_id",
        postgresql_where=text(f"listed AND {currency} > 0"),
    )


class Counters:
    """The counters that a lifetime, a season and a day have alike."""

    xp: Mapped[Amount]
    stars: Mapped[Amount]
    messages: Mapped[Amount]
    reactions_given: Mapped[Amount]
    reactions_received: Mapped[Amount]
    threads: Mapped[Amount]
    voice_minutes: Mapped[Amount]


_SOUGHT = "lower(coalesce(nullif(display_name, ''::text), username) || '\n'::text || username)"


class Member(Counters, Model):
    """A person in a guild; Discord's side of them and their totals for life.

    ``level`` is the highest level ever reached, the one whose gold was paid; what is shown follows from
    ``xp`` and the guild's curve. ``listed`` says whether the member is on the boards, ``visibility`` how they want to
    be seen: the number of a ``privacy.Visibility``. Only levels above ``level_roles_above`` bring roles, for somebody
    who came back where that is the rule. ``streak`` is as of ``last_active_on``, ``recent_days`` the active days up to
    then as bits: see ``engine.streaks``. ``sought`` holds what they are called, in small letters.
    """

    __tablename__ = "members"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    username: Mapped[str] = mapped_column(Text, server_default="")
    display_name: Mapped[str] = mapped_column(Text, server_default="")
    avatar_url: Mapped[str | None] = mapped_column(Text)
    role_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))
    is_bot: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    joined_at: Mapped[Moment | None]
    left_at: Mapped[Moment | None]
    tracked: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    preferences: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    github_login: Mapped[str | None] = mapped_column(Text)
    visibility: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    level: Mapped[int] = mapped_column(Integer, server_default="1")
    gold: Mapped[Amount]
    streak: Mapped[int] = mapped_column(Integer, server_default="0")
    longest_streak: Mapped[int] = mapped_column(Integer, server_default="0")
    recent_days: Mapped[int] = mapped_column(Integer, server_default="0")
    last_active_on: Mapped[date | None] = mapped_column(Date)
    level_roles_above: Mapped[int] = mapped_column(Integer, server_default="0")
    listed: Mapped[bool] = mapped_column(Boolean, Computed("left_at IS NULL AND NOT is_bot", persisted=True))
    sought: Mapped[Key] = mapped_column(Computed(_SOUGHT, persisted=True))

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy passes the class
        return (
            CheckConstraint("xp >= 0", name="xp"),
            CheckConstraint("stars >= 0", name="stars"),
            CheckConstraint("gold >= 0", name="gold"),
            CheckConstraint("level >= 1", name="level"),
            CheckConstraint("visibility BETWEEN 0 AND 2", name="visibility"),
            Index("ix_members_hidden", "guild_id", "user_id", postgresql_where=text("visibility = 2 OR NOT tracked")),
            Index(
                "ix_members_sought",
                "guild_id",
                "sought",
                postgresql_using="gin",
                postgresql_ops={"sought": "gin_trgm_ops"},
            ),
            Index("ix_members_name", "guild_id", "sought", "user_id"),
            *(_board("members", currency) for currency in ("xp", "stars", "gold")),
        )


class MemberSeason(Counters, Model):
    """What a member did and earned in one season; ``listed`` follows the member's, by trigger.

    The season of an import that replaced totals may hold less than nothing.
    """

    __tablename__ = "member_seasons"

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    season_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    listed: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy passes the class
        return (
            ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
            ForeignKeyConstraint(["guild_id", "season_id"], ["seasons.guild_id", "seasons.id"], ondelete="CASCADE"),
            *(_board("member_seasons", currency, "season_id") for currency in ("xp", "stars")),
        )


class MemberDay(Counters, Model):
    """What a member did and earned on one day in the guild's time zone."""

    __tablename__ = "member_days"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
        Index("ix_member_days_guild_id_user_id_day", "guild_id", "user_id", "day"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True)


class MemberZone(Model):
    """How many counted events of a member fell into a zone in one season, and what they earned."""

    __tablename__ = "member_zones"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["guild_id", "season_id"], ["seasons.guild_id", "seasons.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["guild_id", "zone_id"], ["zones.guild_id", "zones.id"], ondelete="CASCADE"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    season_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    zone_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    events: Mapped[Amount]
    xp: Mapped[Amount]
    stars: Mapped[Amount]


class VoiceSession(Model):
    """Who is in voice since when; ``ticks`` have been turned into events already."""

    __tablename__ = "voice_sessions"
    __table_args__ = (ForeignKeyConstraint(["guild_id"], ["guilds.guild_id"], ondelete="CASCADE"),)

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    channel_id: Mapped[Snowflake]
    started_at: Mapped[Moment]
    ticks: Mapped[int] = mapped_column(Integer, server_default="0")
    silent_since: Mapped[Moment | None]
    seen_at: Mapped[Moment]
    afk: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
