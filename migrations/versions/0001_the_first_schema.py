"""The first schema

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: rows are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""
REFUSE_TRIGGER = """
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.Text(collation="C"), nullable=False),
        sa.Column("subject", sa.Text(collation="C"), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_audit_log")),
    )
    op.create_index("ix_audit_log_guild_id_at", "audit_log", ["guild_id", sa.literal_column("at DESC")], unique=False)
    op.create_table(
        "events",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_key", sa.Text(collation="C"), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("zone_id", sa.BigInteger(), nullable=True),
        sa.Column("season_id", sa.BigInteger(), nullable=False),
        sa.Column("xp", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("gold", sa.Integer(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "event_key", name=op.f("pk_events")),
    )
    op.create_index(
        "ix_events_member",
        "events",
        ["guild_id", "user_id", sa.literal_column("occurred_at DESC")],
        unique=False,
    )
    op.create_index("ix_events_occurred_at", "events", ["occurred_at"], unique=False, postgresql_using="brin")
    op.create_table(
        "guilds",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("icon_url", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("locale", sa.Text(), server_default="en-US", nullable=False),
        sa.Column(
            "settings",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("seeded", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guilds")),
    )
    op.create_table(
        "rank_buckets",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("board", sa.Text(collation="C"), nullable=False),
        sa.Column("season_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("members", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "board", "season_id", "bucket", name=op.f("pk_rank_buckets")),
    )
    op.create_table(
        "activity_hours",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("events", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("xp", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stars", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("gold", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.guild_id"],
            name=op.f("fk_activity_hours_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "hour", "channel_id", "zone_id", "kind", name=op.f("pk_activity_hours")),
    )
    op.create_table(
        "announcements",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("event_key", sa.Text(collation="C"), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(collation="C"), server_default="pending", nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.guild_id"],
            name=op.f("fk_announcements_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_announcements")),
    )
    op.create_index("ix_announcements_feed", "announcements", ["guild_id", sa.literal_column("id DESC")], unique=False)
    op.create_index(
        "ix_announcements_waiting",
        "announcements",
        ["guild_id", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('pending', 'claimed')"),
    )
    op.create_table(
        "channels",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_channels_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_channels")),
    )
    op.create_table(
        "level_roles",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_level_roles_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "level", name=op.f("pk_level_roles")),
    )
    op.create_table(
        "members",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("username", sa.Text(), server_default="", nullable=False),
        sa.Column("display_name", sa.Text(), server_default="", nullable=False),
        sa.Column("avatar_url", sa.Text(), nullable=True),
        sa.Column("role_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("is_bot", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tracked", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "preferences",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("level", sa.Integer(), server_default="1", nullable=False),
        sa.Column("gold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("streak", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_active_on", sa.Date(), nullable=True),
        sa.Column("xp", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stars", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("messages", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reactions_given", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reactions_received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("threads", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("voice_minutes", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("gold >= 0", name=op.f("ck_members_gold")),
        sa.CheckConstraint("level >= 1", name=op.f("ck_members_level")),
        sa.CheckConstraint("stars >= 0", name=op.f("ck_members_stars")),
        sa.CheckConstraint("xp >= 0", name=op.f("ck_members_xp")),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_members_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_members")),
    )
    op.create_index(
        "ix_members_board_gold",
        "members",
        ["guild_id", sa.literal_column("gold DESC"), "user_id"],
        unique=False,
    )
    op.create_index(
        "ix_members_board_stars",
        "members",
        ["guild_id", sa.literal_column("stars DESC"), "user_id"],
        unique=False,
    )
    op.create_index(
        "ix_members_board_xp", "members", ["guild_id", sa.literal_column("xp DESC"), "user_id"], unique=False
    )
    op.create_table(
        "roles",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("color", sa.Integer(), server_default="0", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("permissions", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_roles_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_roles")),
    )
    op.create_table(
        "seasons",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.text("int8range(guild_id, guild_id, '[]')"), "&&"),
            (sa.text("tstzrange(starts_at, ends_at)"), "&&"),
            using="gist",
            name="ex_seasons_overlap",
        ),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_seasons_span")),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_seasons_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_seasons")),
    )
    op.create_index("uq_seasons_active", "seasons", ["guild_id"], unique=True, postgresql_where=sa.text("active"))
    op.create_table(
        "voice_sessions",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ticks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("silent_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.guild_id"],
            name=op.f("fk_voice_sessions_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_voice_sessions")),
    )
    op.create_table(
        "zones",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_zones_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_zones")),
        sa.UniqueConstraint("guild_id", "name", name=op.f("uq_zones_guild_id_name")),
    )
    op.create_table(
        "achievements",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("threshold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("scope", sa.Text(), server_default="lifetime", nullable=False),
        sa.Column("zone_id", sa.BigInteger(), nullable=True),
        sa.Column("xp", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("gold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("rarity", sa.Text(), server_default="common", nullable=False),
        sa.Column("badge", sa.Text(), server_default="", nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("series_step", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("xp >= 0 AND gold >= 0 AND threshold >= 0", name=op.f("ck_achievements_amounts")),
        sa.ForeignKeyConstraint(
            ["guild_id", "zone_id"],
            ["zones.guild_id", "zones.id"],
            name=op.f("fk_achievements_guild_id_zone_id_zones"),
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.guild_id"],
            name=op.f("fk_achievements_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_achievements")),
        sa.UniqueConstraint("guild_id", "name", name=op.f("uq_achievements_guild_id_name")),
    )
    op.create_table(
        "member_days",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("xp", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stars", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("messages", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reactions_given", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reactions_received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("threads", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("voice_minutes", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["members.guild_id", "members.user_id"],
            name=op.f("fk_member_days_guild_id_user_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "day", "user_id", name=op.f("pk_member_days")),
    )
    op.create_index("ix_member_days_guild_id_user_id_day", "member_days", ["guild_id", "user_id", "day"], unique=False)
    op.create_table(
        "member_seasons",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("season_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("xp", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stars", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("messages", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reactions_given", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reactions_received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("threads", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("voice_minutes", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("stars >= 0", name=op.f("ck_member_seasons_stars")),
        sa.CheckConstraint("xp >= 0", name=op.f("ck_member_seasons_xp")),
        sa.ForeignKeyConstraint(
            ["guild_id", "season_id"],
            ["seasons.guild_id", "seasons.id"],
            name=op.f("fk_member_seasons_guild_id_season_id_seasons"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["members.guild_id", "members.user_id"],
            name=op.f("fk_member_seasons_guild_id_user_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "season_id", "user_id", name=op.f("pk_member_seasons")),
    )
    op.create_index(
        "ix_member_seasons_board_stars",
        "member_seasons",
        ["guild_id", "season_id", sa.literal_column("stars DESC"), "user_id"],
        unique=False,
    )
    op.create_index(
        "ix_member_seasons_board_xp",
        "member_seasons",
        ["guild_id", "season_id", sa.literal_column("xp DESC"), "user_id"],
        unique=False,
    )
    op.create_table(
        "member_zones",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("season_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("zone_id", sa.BigInteger(), nullable=False),
        sa.Column("events", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("xp", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stars", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "season_id"],
            ["seasons.guild_id", "seasons.id"],
            name=op.f("fk_member_zones_guild_id_season_id_seasons"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["members.guild_id", "members.user_id"],
            name=op.f("fk_member_zones_guild_id_user_id_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "zone_id"],
            ["zones.guild_id", "zones.id"],
            name=op.f("fk_member_zones_guild_id_zone_id_zones"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "season_id", "user_id", "zone_id", name=op.f("pk_member_zones")),
    )
    op.create_table(
        "zone_channels",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "zone_id"],
            ["zones.guild_id", "zones.id"],
            name=op.f("fk_zone_channels_guild_id_zone_id_zones"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", name=op.f("pk_zone_channels")),
    )
    op.create_index("ix_zone_channels_guild_id_zone_id", "zone_channels", ["guild_id", "zone_id"], unique=False)
    op.create_table(
        "zone_multipliers",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("zone_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("xp", sa.Numeric(precision=6, scale=3), server_default="1", nullable=False),
        sa.Column("stars", sa.Numeric(precision=6, scale=3), server_default="1", nullable=False),
        sa.CheckConstraint("stars >= 0 AND stars <= 100", name=op.f("ck_zone_multipliers_stars")),
        sa.CheckConstraint("xp >= 0 AND xp <= 100", name=op.f("ck_zone_multipliers_xp")),
        sa.ForeignKeyConstraint(
            ["guild_id", "zone_id"],
            ["zones.guild_id", "zones.id"],
            name=op.f("fk_zone_multipliers_guild_id_zone_id_zones"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "zone_id", "kind", name=op.f("pk_zone_multipliers")),
    )
    op.create_table(
        "member_achievements",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("achievement_id", sa.BigInteger(), nullable=False),
        sa.Column("earned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["guild_id", "achievement_id"],
            ["achievements.guild_id", "achievements.id"],
            name=op.f("fk_member_achievements_guild_id_achievement_id_achievements"),
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["members.guild_id", "members.user_id"],
            name=op.f("fk_member_achievements_guild_id_user_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "achievement_id", name=op.f("pk_member_achievements")),
    )
    op.create_index(
        "ix_member_achievements_earners",
        "member_achievements",
        ["guild_id", "achievement_id", "earned_at"],
        unique=False,
    )
    op.execute(REFUSE)
    op.execute(REFUSE_TRIGGER)


def downgrade() -> None:
    op.execute("DROP TRIGGER audit_log_is_append_only ON audit_log")
    op.execute("DROP FUNCTION refuse_change()")
    op.drop_index("ix_member_achievements_earners", table_name="member_achievements")
    op.drop_table("member_achievements")
    op.drop_table("zone_multipliers")
    op.drop_index("ix_zone_channels_guild_id_zone_id", table_name="zone_channels")
    op.drop_table("zone_channels")
    op.drop_table("member_zones")
    op.drop_index("ix_member_seasons_board_xp", table_name="member_seasons")
    op.drop_index("ix_member_seasons_board_stars", table_name="member_seasons")
    op.drop_table("member_seasons")
    op.drop_index("ix_member_days_guild_id_user_id_day", table_name="member_days")
    op.drop_table("member_days")
    op.drop_table("achievements")
    op.drop_table("zones")
    op.drop_table("voice_sessions")
    op.drop_index("uq_seasons_active", table_name="seasons", postgresql_where=sa.text("active"))
    op.drop_table("seasons")
    op.drop_table("roles")
    op.drop_index("ix_members_board_xp", table_name="members")
    op.drop_index("ix_members_board_stars", table_name="members")
    op.drop_index("ix_members_board_gold", table_name="members")
    op.drop_table("members")
    op.drop_table("level_roles")
    op.drop_table("channels")
    op.drop_index(
        "ix_announcements_waiting",
        table_name="announcements",
        postgresql_where=sa.text("state IN ('pending', 'claimed')"),
    )
    op.drop_index("ix_announcements_feed", table_name="announcements")
    op.drop_table("announcements")
    op.drop_table("activity_hours")
    op.drop_table("rank_buckets")
    op.drop_table("guilds")
    op.drop_index("ix_events_occurred_at", table_name="events", postgresql_using="brin")
    op.drop_index("ix_events_member", table_name="events")
    op.drop_table("events")
    op.drop_index("ix_audit_log_guild_id_at", table_name="audit_log")
    op.drop_table("audit_log")
