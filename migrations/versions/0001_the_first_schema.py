"""The first schema.

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

BOARDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("members", (), ("xp", "stars", "gold")),
    ("member_seasons", ("season_id",), ("xp", "stars")),
)
TRANSITIONS = {
    "INSERT": "NEW TABLE AS now_there",
    "UPDATE": "OLD TABLE AS was_there NEW TABLE AS now_there",
    "DELETE": "OLD TABLE AS was_there",
}
# 32 buckets to each doubling of the value: below 46 each value has one of its own.
BUCKET = """
CREATE FUNCTION rank_bucket(value bigint) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (46.16624130844683 * ln(value::float8))::integer
$$
"""
LISTED = """
CREATE FUNCTION members_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE member_seasons SET listed = NEW.listed WHERE guild_id = NEW.guild_id AND user_id = NEW.user_id;
    RETURN NULL;
END $$
"""
LISTED_TRIGGER = """
CREATE TRIGGER members_listed AFTER UPDATE ON members
FOR EACH ROW WHEN (OLD.listed IS DISTINCT FROM NEW.listed) EXECUTE FUNCTION members_listed()
"""
# Room in each page for the next version of a row: counters are updated far more often than rows are added.
FILL = {
    "members": 80,
    "member_seasons": 80,
    "member_days": 80,
    "member_zones": 80,
    "activity_hours": 70,
    "rank_buckets": 50,
}


def ranks_of(table: str, currencies: tuple[str, ...], season: str) -> str:
    """The trigger function that moves members between the buckets of a table's boards."""
    names = ", ".join(f"'{currency}'" for currency in currencies)

    def side(rows: str, step: int) -> list[str]:
        return [
            f"SELECT guild_id, {season} AS season, rank_bucket({currency}) << 2 | {number} AS place, {step} AS step "
            f"FROM {rows} WHERE listed AND {currency} > 0"
            for number, currency in enumerate(currencies, 1)
        ]

    # Both sides are summed instead of joined: a plan made for a small batch must do for a large one as well. Board and
    # bucket are one number until they are summed, because that is twice as fast as to sort by names.
    def move(*sides: str) -> str:
        return (
            "INSERT INTO rank_buckets AS kept (guild_id, board, season_id, bucket, members) "
            f"SELECT guild_id, (ARRAY[{names}])[place & 3], season, place >> 2, moved FROM ("
            f"SELECT guild_id, season, place, sum(step) AS moved FROM ({' UNION ALL '.join(sides)}) AS steps "
            "GROUP BY guild_id, season, place HAVING sum(step) <> 0 OFFSET 0) AS moves ORDER BY 1, 2, 3, 4 "
            "ON CONFLICT (guild_id, board, season_id, bucket) DO UPDATE SET members = kept.members + excluded.members"
        )

    gone, come = side("was_there", -1), side("now_there", 1)
    return f"""
CREATE FUNCTION {table}_ranks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN {move(*come)};
    ELSIF TG_OP = 'UPDATE' THEN {move(*gone, *come)};
    ELSE {move(*gone)};
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.execute(BUCKET)
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
        sa.Column(
            "listed", sa.Boolean(), sa.Computed("left_at IS NULL AND NOT is_bot", persisted=True), nullable=False
        ),
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
        sa.Column("listed", sa.Boolean(), server_default=sa.text("true"), nullable=False),
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
    op.create_table(
        "gateway_sessions",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shard_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("session_id", sa.Text(collation="C"), nullable=False),
        sa.Column("resume_url", sa.Text(collation="C"), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "shard_id", name=op.f("pk_gateway_sessions")),
    )
    for table, within, currencies in BOARDS:
        for currency in currencies:
            op.create_index(
                f"ix_{table}_board_{currency}",
                table,
                ["guild_id", *within, sa.literal_column(f"{currency} DESC"), "user_id"],
                unique=False,
                postgresql_where=sa.text(f"listed AND {currency} > 0"),
            )
        op.execute(ranks_of(table, currencies, "season_id" if within else "0"))
        for event, transitions in TRANSITIONS.items():
            op.execute(
                f"CREATE TRIGGER {table}_ranks_{event.lower()} AFTER {event} ON {table} REFERENCING {transitions} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_ranks()"
            )
    op.execute(LISTED)
    op.execute(LISTED_TRIGGER)
    for table, share in FILL.items():
        op.execute(f"ALTER TABLE {table} SET (fillfactor = {share})")
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
    op.drop_table("member_seasons")
    op.drop_index("ix_member_days_guild_id_user_id_day", table_name="member_days")
    op.drop_table("member_days")
    op.drop_table("achievements")
    op.drop_table("zones")
    op.drop_table("voice_sessions")
    op.drop_index("uq_seasons_active", table_name="seasons", postgresql_where=sa.text("active"))
    op.drop_table("seasons")
    op.drop_table("roles")
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
    op.drop_table("gateway_sessions")
    for table, _within, _currencies in BOARDS:
        op.execute(f"DROP FUNCTION {table}_ranks()")
    op.execute("DROP FUNCTION members_listed()")
    op.execute("DROP FUNCTION rank_bucket(bigint)")
