"""Guilds, and the channels and roles that the admin panel offers to pick."""

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, SmallInteger, Text, Uuid, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Model, Moment, Snowflake


class Guild(Model):
    """A Discord community that this server serves; ``settings`` holds a validated GuildSettings.

    ``pseudonym_key`` makes the ids of members who show themselves without a name.

    ``level_roles_after`` is not null while all members are being looked at for the roles of their levels;
    everybody up to this user id has been.
    """

    __tablename__ = "guilds"

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    icon_url: Mapped[str | None] = mapped_column(Text)
    owner_id: Mapped[Snowflake | None]
    locale: Mapped[str] = mapped_column(Text, server_default="en-US")
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    settings_version: Mapped[int] = mapped_column(Integer, server_default="1")
    seeded: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    level_roles_after: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
    pseudonym_key: Mapped[UUID] = mapped_column(Uuid, server_default=func.gen_random_uuid())


class Channel(Model):
    """A channel as Discord has it; ``kind`` is Discord's channel type number."""

    __tablename__ = "channels"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[int] = mapped_column(SmallInteger)
    parent_id: Mapped[Snowflake | None]
    position: Mapped[int] = mapped_column(Integer, server_default="0")
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))


class Role(Model):
    """A role as Discord has it; ``permissions`` is Discord's bit set."""

    __tablename__ = "roles"

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    color: Mapped[int] = mapped_column(Integer, server_default="0")
    position: Mapped[int] = mapped_column(Integer, server_default="0")
    permissions: Mapped[Snowflake] = mapped_column(server_default="0")
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
