"""Imports of histories from other programs: what a file held, and what became of it."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Key, Model, Moment, Snowflake


class Import(Model):
    """A file that an admin uploaded; ``state`` goes from read over applied to undone.

    ``found`` holds the settings of the source and what was odd. ``season_id`` is the void season that its totals
    are booked in, so that no season's board moves.
    """

    __tablename__ = "imports"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    source: Mapped[Key]
    state: Mapped[Key] = mapped_column(server_default="read")
    uploaded_by: Mapped[Snowflake | None]
    people: Mapped[int]
    found: Mapped[dict[str, Any]] = mapped_column(JSONB)
    season_id: Mapped[Snowflake | None]
    at: Mapped[Moment | None]
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())


class ImportRow(Model):
    """A person of a file that is not applied yet; ``level`` is the source's."""

    __tablename__ = "import_rows"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "import_id"], ["imports.guild_id", "imports.id"], ondelete="CASCADE"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    import_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text, server_default="")
    xp: Mapped[Snowflake | None]
    level: Mapped[int | None]
    messages: Mapped[Snowflake | None]
    stars: Mapped[Snowflake | None]
    gold: Mapped[Snowflake | None]
    voice_minutes: Mapped[Snowflake | None]
