"""Every field of the contract that can tell who a member is, and how it is asked."""

from collections.abc import Iterator

from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, get_named_type

from synapse.api.schema import contract

PERSONAL = frozenset({"userId", "displayName", "username", "avatarUrl", "actorId"})
"""Plain fields that tell who somebody is."""


def coordinates() -> Iterator[str]:
    """All fields that yield a member, or something plain that names one, as ``Type.field``."""
    for name, type_ in contract().type_map.items():
        if name.startswith("__") or not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            continue
        for field_name, field in type_.fields.items():
            named = get_named_type(field.type)
            if named.name in {"Member", "Node"} or (field_name in PERSONAL and name != "Member"):
                assert not isinstance(named, GraphQLEnumType)
                yield f"{name}.{field_name}"


_M = "userId displayName avatarUrl joinedAt leftAt achievements { achievement { name } }"

QUERIES: dict[str, str] = {
    "Query.node": "query ($id: ID!) { node(id: $id) { id ... on Member { %s } ... on FeedEntry { member { %s } } } }",
    "Query.nodes": "query ($id: ID!) { nodes(ids: [$id]) { ... on Member { %s } } }",
    "Guild.member": "query ($user: Snowflake!) { guild(id: $guild) { member(id: $user) { %s } } }",
    "LeaderboardEntry.member": "{ guild(id: $guild) { leaderboard(first: 100, span: ALL_TIME) { totalCount "
    "edges { cursor node { rank member { %s } } } pageInfo { endCursor } } } }",
    "FeedEntry.member": "{ guild(id: $guild) { feed(first: 100) { nodes { reason member { %s } } } } }",
    "MemberConnection.nodes": "{ guild(id: $guild) { members(filter: {membership: ANY}, first: 100) { totalCount "
    "nodes { %s } edges { cursor } } } }",
    "MemberEdge.node": '{ guild(id: $guild) { members(filter: {search: "zora", membership: ANY}) { totalCount '
    "edges { node { %s } } } } }",
    "Earner.member": "{ guild(id: $guild) { achievements { earners { nodes { member { %s } } edges { cursor } } } } }",
    "WeeklyWinner.member": "{ guild(id: $guild) { weeklyWinners(first: 3) { winners { place member { %s } } } } }",
    "RecapBest.member": '{ guild(id: $guild) { recap(week: "2026-04-27") { best { xp member { %s } } } } }',
    "RecapRisen.member": "{ guild(id: $guild) { recap { risen { level member { %s } } } } }",
    "FirstEarner.member": "{ guild(id: $guild) { achievements { earnerCount firstEarner { at member { %s } } } } }",
}
"""How what is for everybody is asked; ``$guild`` and the member's fields are filled in."""

FOR_ADMINS = frozenset(
    {
        "AuditEntry.actor",
        "AuditEntry.actorId",
        "AuditEntry.member",
        "ImportMember.userId",
        "PreviewMember.member",
        "PreviewMember.userId",
        "QuestHandIn.member",
        "ShopPurchase.member",
        "WebhookDelivery.member",
    }
)
"""Fields that nobody but an admin gets anything from: ``tests/api/test_every_change.py`` and others say so."""

ABOUT_ONESELF = frozenset(
    {"ViewerGuild.member", "Viewer.userId", "Viewer.username", "Viewer.displayName", "Viewer.avatarUrl"}
)
"""Fields that tell of nobody but who asks."""

FOLLOWED = frozenset({"Subscription.memberChanged"})
"""What is followed by a member's id."""

AFTER_A_CHANGE = frozenset({"AwardMemberPayload.member", "GrantAchievementPayload.member", "SpendGoldPayload.member"})
"""What a mutation tells to who made it: an admin, or the member themself."""


def document(name: str, guild_id: int) -> str:
    """The document that asks a field."""
    query = QUERIES[name]
    return query.replace("%s", _M).replace("$guild", f'"{guild_id}"')
