"""Weeks: what was done with them, and who won them."""

from datetime import date

from sqlalchemy import BigInteger, Date, ForeignKey, ForeignKeyConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Key, Model, Moment, Snowflake


class WeekDone(Model):
    """Something that is done once with each week of a guild: ``winners`` or ``recap``; ``week`` is its Monday."""

    __tablename__ = "weeks_done"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    what: Mapped[Key] = mapped_column(primary_key=True)
    week: Mapped[date] = mapped_column(Date, primary_key=True)
    at: Mapped[Moment]


class WeeklyWinner(Model):
    """One of the best of a week, and what they got for it; ``xp`` is what they earned in the week."""

    __tablename__ = "weekly_winners"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
        Index("ix_weekly_winners_guild_id_user_id", "guild_id", "user_id"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    week: Mapped[date] = mapped_column(Date, primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[Snowflake]
    xp: Mapped[int] = mapped_column(BigInteger)
    bonus_xp: Mapped[int] = mapped_column(BigInteger)
    bonus_gold: Mapped[int] = mapped_column(BigInteger)
