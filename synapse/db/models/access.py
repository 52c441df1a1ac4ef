"""Who signed in, with what they prove it later, and the programs that act for them.

None of it belongs to a guild: a person is the same in all of them. No secret is in any row, only SHA-256 digests
of random ones.
"""

from sqlalchemy import ForeignKey, Identity, Index, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Model, Moment, Snowflake

_OWNER = "users.user_id"


class User(Model):
    """A person who signed in, as Discord described them then; without the row nothing of theirs is in force."""

    __tablename__ = "users"

    user_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    username: Mapped[str] = mapped_column(Text)
    display_name: Mapped[str] = mapped_column(Text)
    avatar_url: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[Moment]


class SignIn(Model):
    """A sign-in that was begun: single use, gone when it was finished or has expired."""

    __tablename__ = "sign_ins"
    __table_args__ = (Index(None, "expires_at"),)

    state_digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    ticket_digest: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[Moment]


class AccessSession(Model):
    """One sign-in of a person; all its refresh tokens are one family that ends together."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[Snowflake] = mapped_column(Identity(), primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(ForeignKey(_OWNER, ondelete="CASCADE"))
    created_at: Mapped[Moment]
    last_used_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]


class RefreshToken(Model):
    """A refresh token of a session; spent ones stay, for their second use means that two have them.

    ``attempt_digest`` is that of the idempotency key with which it was spent.
    """

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index(None, "session_id"),)

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    session_id: Mapped[Snowflake] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    spent_at: Mapped[Moment | None]
    attempt_digest: Mapped[bytes | None] = mapped_column(LargeBinary)


class ApiToken(Model):
    """A credential for a program that acts for a person, within its scopes."""

    __tablename__ = "api_tokens"
    __table_args__ = (Index(None, "user_id"), Index(None, "digest", unique=True))

    id: Mapped[Snowflake] = mapped_column(Identity(), primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(ForeignKey(_OWNER, ondelete="CASCADE"))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text(collation="C")))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    last_used_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]
