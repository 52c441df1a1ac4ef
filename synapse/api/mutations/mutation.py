"""The mutation root."""

import strawberry

from synapse.api.mutations.achievements import AchievementMutations
from synapse.api.mutations.api_tokens import ApiTokenMutations
from synapse.api.mutations.applying import ApplyingMutations
from synapse.api.mutations.awards import AwardMutations
from synapse.api.mutations.boosts import BoostMutations
from synapse.api.mutations.hand_ins import HandInMutations
from synapse.api.mutations.imports import ImportMutations
from synapse.api.mutations.level_roles import LevelRoleMutations
from synapse.api.mutations.own import OwnMutations
from synapse.api.mutations.quests import QuestMutations
from synapse.api.mutations.rules import RuleMutations
from synapse.api.mutations.sessions import SessionMutations
from synapse.api.mutations.shop import ShopMutations
from synapse.api.mutations.webhooks import WebhookMutations
from synapse.api.mutations.zones import ZoneMutations


@strawberry.type
class Mutation(
    SessionMutations,
    ApiTokenMutations,
    ZoneMutations,
    AchievementMutations,
    AwardMutations,
    RuleMutations,
    ImportMutations,
    BoostMutations,
    LevelRoleMutations,
    WebhookMutations,
    ApplyingMutations,
    QuestMutations,
    HandInMutations,
    ShopMutations,
    OwnMutations,
):
    """Everything that can be changed."""
