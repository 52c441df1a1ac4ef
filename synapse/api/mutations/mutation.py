"""The mutation root."""

import strawberry

from synapse.api.mutations.api_tokens import ApiTokenMutations
from synapse.api.mutations.sessions import SessionMutations


@strawberry.type
class Mutation(SessionMutations, ApiTokenMutations):
    """Everything that can be changed."""
