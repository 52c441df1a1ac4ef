"""All tables; importing this package fills ``Model.metadata``."""

from synapse.db.models.access import AccessSession, ApiToken, RefreshToken, SignIn, User
from synapse.db.models.applications import RuleApplication, RuleRewrite
from synapse.db.models.guilds import Channel, Guild, Role
from synapse.db.models.imports import Import, ImportRow
from synapse.db.models.journal import (
    ActivityHour,
    Announcement,
    AuditEntry,
    Event,
    ForgottenHour,
    GatewaySession,
    RankBucket,
)
from synapse.db.models.members import Member, MemberDay, MemberSeason, MemberZone, VoiceSession
from synapse.db.models.model import Model
from synapse.db.models.operations import Heartbeat
from synapse.db.models.quests import Quest, QuestClaim
from synapse.db.models.rules import (
    Achievement,
    Boost,
    LevelRole,
    LevelRoleCheck,
    LevelRoleGrant,
    LevelRoleProblem,
    MemberAchievement,
    Season,
    Zone,
    ZoneChannel,
    ZoneMultiplier,
)
from synapse.db.models.shop import ShopOffer, ShopPurchase
from synapse.db.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery
from synapse.db.models.weeks import WeekDone, WeeklyWinner

__all__ = [
    "AccessSession",
    "Achievement",
    "ActivityHour",
    "Announcement",
    "ApiToken",
    "AuditEntry",
    "Boost",
    "Channel",
    "Event",
    "ForgottenHour",
    "GatewaySession",
    "Guild",
    "Heartbeat",
    "Import",
    "ImportRow",
    "LevelRole",
    "LevelRoleCheck",
    "LevelRoleGrant",
    "LevelRoleProblem",
    "Member",
    "MemberAchievement",
    "MemberDay",
    "MemberSeason",
    "MemberZone",
    "Model",
    "Quest",
    "QuestClaim",
    "RankBucket",
    "RefreshToken",
    "Role",
    "RuleApplication",
    "RuleRewrite",
    "Season",
    "ShopOffer",
    "ShopPurchase",
    "SignIn",
    "User",
    "VoiceSession",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
    "WeekDone",
    "WeeklyWinner",
    "Zone",
    "ZoneChannel",
    "ZoneMultiplier",
]
