"""What a community's shop offers, and who bought what."""

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
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Key, Model, Moment, Snowflake


class ShopOffer(Model):
    """Something that members buy with gold: a role, or a marker beside their name; switched off, never deleted.

    ``stock`` is how many there are in all, ``per_member`` how many one member can have; null for no end.
    """

    __tablename__ = "shop_offers"
    __table_args__ = (
        CheckConstraint("gold > 0", name="gold"),
        CheckConstraint("stock >= 0 AND per_member > 0", name="amounts"),
        CheckConstraint("kind = 'role' AND role_id IS NOT NULL OR kind = 'marker' AND marker <> ''", name="kind"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(ForeignKey("guilds.guild_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    kind: Mapped[Key]
    role_id: Mapped[Snowflake | None]
    marker: Mapped[str] = mapped_column(Text, server_default="")
    gold: Mapped[int] = mapped_column(Integer)
    stock: Mapped[int | None] = mapped_column(Integer)
    per_member: Mapped[int | None] = mapped_column(Integer)
    active: Mapped[bool] = mapped_column(Boolean, server_default=text("true"))
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())


class ShopPurchase(Model):
    """Something that a member bought; ``event_key`` is the journal's event that paid for it."""

    __tablename__ = "shop_purchases"
    __table_args__ = (
        ForeignKeyConstraint(["guild_id", "user_id"], ["members.guild_id", "members.user_id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["guild_id", "offer_id"], ["shop_offers.guild_id", "shop_offers.id"], ondelete="CASCADE"),
        UniqueConstraint("guild_id", "event_key"),
        Index("ix_shop_purchases_member", "guild_id", "user_id"),
        Index("ix_shop_purchases_offer", "guild_id", "offer_id", "user_id"),
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=False), primary_key=True)
    offer_id: Mapped[Snowflake]
    user_id: Mapped[Snowflake]
    gold: Mapped[int] = mapped_column(Integer)
    event_key: Mapped[Key]
    bought_at: Mapped[Moment]
    refunded_at: Mapped[Moment | None]
