/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query EmbedFeed($guild: Snowflake!, $first: Int!) {\n  guild(id: $guild) {\n    name\n    feed(first: $first) {\n      nodes {\n        ...FeedItem\n      }\n    }\n  }\n}": typeof types.EmbedFeedDocument,
    "subscription Feed($guild: Snowflake!, $first: Int!) {\n  feed(guildId: $guild, first: $first) {\n    nodes {\n      ...FeedItem\n    }\n  }\n}": typeof types.FeedDocument,
    "fragment LeaderboardRow on LeaderboardEntry {\n  rank\n  value\n  member {\n    userId\n    displayName\n    avatarUrl\n    level\n    progress {\n      ratio\n    }\n  }\n}\n\nfragment FeedItem on FeedEntry {\n  id\n  kind\n  at\n  level\n  xp\n  gold\n  reason\n  achievement {\n    name\n    rarity\n    badge\n  }\n  member {\n    userId\n    displayName\n    avatarUrl\n  }\n}\n\nfragment PulseFigures on Pulse {\n  memberCount\n  activeToday\n  messagesToday\n  xpToday\n  achievementsToday\n  inVoice\n}\n\nfragment TallyFigures on Tally {\n  xp\n  stars\n  messages\n  reactionsGiven\n  reactionsReceived\n  threads\n  voiceMinutes\n}": typeof types.LeaderboardRowFragmentDoc,
    "query Guilds {\n  guilds {\n    guildId\n  }\n}\n\nquery Overview($guild: Snowflake!) {\n  guild(id: $guild) {\n    guildId\n    name\n    motto\n    iconUrl\n    season {\n      name\n      startsAt\n      endsAt\n    }\n    pulse {\n      ...PulseFigures\n    }\n    leaderboard(by: XP, span: SEASON, first: 5) {\n      totalCount\n      nodes {\n        ...LeaderboardRow\n      }\n    }\n    feed(first: 8) {\n      nodes {\n        ...FeedItem\n      }\n    }\n  }\n}\n\nquery Pulse($guild: Snowflake!) {\n  guild(id: $guild) {\n    pulse {\n      ...PulseFigures\n    }\n  }\n}": typeof types.GuildsDocument,
    "query Health {\n  __typename\n}": typeof types.HealthDocument,
    "query Leaderboard($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int, $after: String, $last: Int, $before: String, $around: Snowflake, $later: Boolean!) {\n  guild(id: $guild) {\n    name\n    season {\n      name\n      startsAt\n      endsAt\n    }\n    top: leaderboard(by: $by, span: $span, first: 1) @include(if: $later) {\n      nodes {\n        value\n      }\n    }\n    leaderboard(\n      by: $by\n      span: $span\n      first: $first\n      after: $after\n      last: $last\n      before: $before\n      around: $around\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        ...LeaderboardRow\n      }\n    }\n  }\n}\n\nsubscription LeaderboardChanged($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int!) {\n  leaderboardChanged(guildId: $guild, by: $by, span: $span, first: $first) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    nodes {\n      ...LeaderboardRow\n    }\n  }\n}": typeof types.LeaderboardDocument,
    "query Member($guild: Snowflake!, $member: Snowflake!) {\n  guild(id: $guild) {\n    name\n    season {\n      name\n    }\n    member(id: $member) {\n      userId\n      displayName\n      avatarUrl\n      joinedAt\n      level\n      xp\n      stars\n      gold\n      rank\n      streak\n      progress {\n        earned\n        needed\n        ratio\n      }\n      lifetime {\n        ...TallyFigures\n      }\n      season {\n        ...TallyFigures\n      }\n      achievements {\n        earnedAt\n        achievement {\n          id\n          name\n          description\n          rarity\n          badge\n          xp\n          gold\n        }\n      }\n    }\n  }\n}": typeof types.MemberDocument,
};
const documents: Documents = {
    "query EmbedFeed($guild: Snowflake!, $first: Int!) {\n  guild(id: $guild) {\n    name\n    feed(first: $first) {\n      nodes {\n        ...FeedItem\n      }\n    }\n  }\n}": types.EmbedFeedDocument,
    "subscription Feed($guild: Snowflake!, $first: Int!) {\n  feed(guildId: $guild, first: $first) {\n    nodes {\n      ...FeedItem\n    }\n  }\n}": types.FeedDocument,
    "fragment LeaderboardRow on LeaderboardEntry {\n  rank\n  value\n  member {\n    userId\n    displayName\n    avatarUrl\n    level\n    progress {\n      ratio\n    }\n  }\n}\n\nfragment FeedItem on FeedEntry {\n  id\n  kind\n  at\n  level\n  xp\n  gold\n  reason\n  achievement {\n    name\n    rarity\n    badge\n  }\n  member {\n    userId\n    displayName\n    avatarUrl\n  }\n}\n\nfragment PulseFigures on Pulse {\n  memberCount\n  activeToday\n  messagesToday\n  xpToday\n  achievementsToday\n  inVoice\n}\n\nfragment TallyFigures on Tally {\n  xp\n  stars\n  messages\n  reactionsGiven\n  reactionsReceived\n  threads\n  voiceMinutes\n}": types.LeaderboardRowFragmentDoc,
    "query Guilds {\n  guilds {\n    guildId\n  }\n}\n\nquery Overview($guild: Snowflake!) {\n  guild(id: $guild) {\n    guildId\n    name\n    motto\n    iconUrl\n    season {\n      name\n      startsAt\n      endsAt\n    }\n    pulse {\n      ...PulseFigures\n    }\n    leaderboard(by: XP, span: SEASON, first: 5) {\n      totalCount\n      nodes {\n        ...LeaderboardRow\n      }\n    }\n    feed(first: 8) {\n      nodes {\n        ...FeedItem\n      }\n    }\n  }\n}\n\nquery Pulse($guild: Snowflake!) {\n  guild(id: $guild) {\n    pulse {\n      ...PulseFigures\n    }\n  }\n}": types.GuildsDocument,
    "query Health {\n  __typename\n}": types.HealthDocument,
    "query Leaderboard($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int, $after: String, $last: Int, $before: String, $around: Snowflake, $later: Boolean!) {\n  guild(id: $guild) {\n    name\n    season {\n      name\n      startsAt\n      endsAt\n    }\n    top: leaderboard(by: $by, span: $span, first: 1) @include(if: $later) {\n      nodes {\n        value\n      }\n    }\n    leaderboard(\n      by: $by\n      span: $span\n      first: $first\n      after: $after\n      last: $last\n      before: $before\n      around: $around\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        ...LeaderboardRow\n      }\n    }\n  }\n}\n\nsubscription LeaderboardChanged($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int!) {\n  leaderboardChanged(guildId: $guild, by: $by, span: $span, first: $first) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    nodes {\n      ...LeaderboardRow\n    }\n  }\n}": types.LeaderboardDocument,
    "query Member($guild: Snowflake!, $member: Snowflake!) {\n  guild(id: $guild) {\n    name\n    season {\n      name\n    }\n    member(id: $member) {\n      userId\n      displayName\n      avatarUrl\n      joinedAt\n      level\n      xp\n      stars\n      gold\n      rank\n      streak\n      progress {\n        earned\n        needed\n        ratio\n      }\n      lifetime {\n        ...TallyFigures\n      }\n      season {\n        ...TallyFigures\n      }\n      achievements {\n        earnedAt\n        achievement {\n          id\n          name\n          description\n          rarity\n          badge\n          xp\n          gold\n        }\n      }\n    }\n  }\n}": types.MemberDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query EmbedFeed($guild: Snowflake!, $first: Int!) {\n  guild(id: $guild) {\n    name\n    feed(first: $first) {\n      nodes {\n        ...FeedItem\n      }\n    }\n  }\n}"): typeof import('./graphql').EmbedFeedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription Feed($guild: Snowflake!, $first: Int!) {\n  feed(guildId: $guild, first: $first) {\n    nodes {\n      ...FeedItem\n    }\n  }\n}"): typeof import('./graphql').FeedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment LeaderboardRow on LeaderboardEntry {\n  rank\n  value\n  member {\n    userId\n    displayName\n    avatarUrl\n    level\n    progress {\n      ratio\n    }\n  }\n}\n\nfragment FeedItem on FeedEntry {\n  id\n  kind\n  at\n  level\n  xp\n  gold\n  reason\n  achievement {\n    name\n    rarity\n    badge\n  }\n  member {\n    userId\n    displayName\n    avatarUrl\n  }\n}\n\nfragment PulseFigures on Pulse {\n  memberCount\n  activeToday\n  messagesToday\n  xpToday\n  achievementsToday\n  inVoice\n}\n\nfragment TallyFigures on Tally {\n  xp\n  stars\n  messages\n  reactionsGiven\n  reactionsReceived\n  threads\n  voiceMinutes\n}"): typeof import('./graphql').LeaderboardRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Guilds {\n  guilds {\n    guildId\n  }\n}\n\nquery Overview($guild: Snowflake!) {\n  guild(id: $guild) {\n    guildId\n    name\n    motto\n    iconUrl\n    season {\n      name\n      startsAt\n      endsAt\n    }\n    pulse {\n      ...PulseFigures\n    }\n    leaderboard(by: XP, span: SEASON, first: 5) {\n      totalCount\n      nodes {\n        ...LeaderboardRow\n      }\n    }\n    feed(first: 8) {\n      nodes {\n        ...FeedItem\n      }\n    }\n  }\n}\n\nquery Pulse($guild: Snowflake!) {\n  guild(id: $guild) {\n    pulse {\n      ...PulseFigures\n    }\n  }\n}"): typeof import('./graphql').GuildsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Health {\n  __typename\n}"): typeof import('./graphql').HealthDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Leaderboard($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int, $after: String, $last: Int, $before: String, $around: Snowflake, $later: Boolean!) {\n  guild(id: $guild) {\n    name\n    season {\n      name\n      startsAt\n      endsAt\n    }\n    top: leaderboard(by: $by, span: $span, first: 1) @include(if: $later) {\n      nodes {\n        value\n      }\n    }\n    leaderboard(\n      by: $by\n      span: $span\n      first: $first\n      after: $after\n      last: $last\n      before: $before\n      around: $around\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        ...LeaderboardRow\n      }\n    }\n  }\n}\n\nsubscription LeaderboardChanged($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int!) {\n  leaderboardChanged(guildId: $guild, by: $by, span: $span, first: $first) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    nodes {\n      ...LeaderboardRow\n    }\n  }\n}"): typeof import('./graphql').LeaderboardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Member($guild: Snowflake!, $member: Snowflake!) {\n  guild(id: $guild) {\n    name\n    season {\n      name\n    }\n    member(id: $member) {\n      userId\n      displayName\n      avatarUrl\n      joinedAt\n      level\n      xp\n      stars\n      gold\n      rank\n      streak\n      progress {\n        earned\n        needed\n        ratio\n      }\n      lifetime {\n        ...TallyFigures\n      }\n      season {\n        ...TallyFigures\n      }\n      achievements {\n        earnedAt\n        achievement {\n          id\n          name\n          description\n          rarity\n          badge\n          xp\n          gold\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql').MemberDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
