/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What members do in channels, as far as it is recorded. */
export type ActivityKind =
  /** A message was sent. */
  | 'MESSAGE_SENT'
  /** A member reacted to somebody's message. */
  | 'REACTION_GIVEN'
  /** A member's message drew a reaction. */
  | 'REACTION_RECEIVED'
  /** A thread or a post was opened. */
  | 'THREAD_CREATED'
  /** Ten minutes in voice. */
  | 'VOICE_TICK';

/** What a leaderboard is ordered by. */
export type Board =
  /** Gold: the purse as it is now. It knows no seasons, so every span shows the same. */
  | 'GOLD'
  /** Stars: taking part. */
  | 'STARS'
  /** Experience points: effort. */
  | 'XP';

/** The time that a leaderboard covers. */
export type BoardSpan =
  /** All time. */
  | 'ALL_TIME'
  /** The running season. */
  | 'SEASON'
  /** The last seven days in the guild's time zone, today included. */
  | 'WEEK';

/** What kind of thing was celebrated. */
export type FeedKind =
  /** A member earned an achievement. */
  | 'ACHIEVEMENT'
  /** An admin gave a member an award. */
  | 'AWARD'
  /** A member reached a level. */
  | 'LEVEL_UP';

/** How special an achievement is. */
export type Rarity =
  /** Most members earn it. */
  | 'COMMON'
  /** Few members earn it. */
  | 'EPIC'
  /** Hardly anybody earns it. */
  | 'LEGENDARY'
  /** Takes dedication. */
  | 'RARE'
  /** Takes a while. */
  | 'UNCOMMON';

export type AchievementsQueryVariables = Exact<{
  guild: string;
}>;


export type AchievementsQuery = { guild: { name: string, achievements: Array<{ id: string, name: string, description: string, rarity: Rarity, badge: string, category: string, xp: number, gold: number, active: boolean, earnerCount: number, earnerShare: number, firstEarner: { at: string, member: { userId: string, displayName: string, avatarUrl: string, anonymous: boolean } | null } | null }> } | null };

export type StepsQueryVariables = Exact<{
  guild: string;
  member: string;
}>;


export type StepsQuery = { guild: { achievements: Array<{ id: string, name: string, description: string, rarity: Rarity, badge: string, active: boolean, progress: { value: number, threshold: number, ratio: number, earnedAt: string | null } | null }> } | null };

export type ActivityQueryVariables = Exact<{
  guild: string;
  since?: string | null | undefined;
}>;


export type ActivityQuery = { guild: { name: string, activity: { since: string, until: string, timeZone: string, series: Array<{ total: { events: number, xp: number }, points: Array<{ at: string, events: number, xp: number }> }>, kinds: Array<{ kind: ActivityKind | null, total: { events: number, xp: number } }>, zones: Array<{ zone: { id: string, name: string } | null, total: { events: number, xp: number } }>, heatmap: Array<{ weekday: number, hour: number, events: number }>, activeMembers: Array<{ day: string, members: number }> } } | null };

export type FeedSubscriptionVariables = Exact<{
  guild: string;
  first: number;
}>;


export type FeedSubscription = { feed: { nodes: Array<{ id: string, kind: FeedKind, at: string, level: number | null, xp: number, gold: number, reason: string | null, achievement: { name: string, rarity: Rarity, badge: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } }> } };

export type LeaderboardRowFragment = { rank: number, value: number, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, level: number, progress: { ratio: number } } };

export type FeedItemFragment = { id: string, kind: FeedKind, at: string, level: number | null, xp: number, gold: number, reason: string | null, achievement: { name: string, rarity: Rarity, badge: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } };

export type PulseFiguresFragment = { memberCount: number, activeToday: number, messagesToday: number, xpToday: number, achievementsToday: number, inVoice: number };

export type TallyFiguresFragment = { xp: number, stars: number, messages: number, reactionsGiven: number, reactionsReceived: number, threads: number, voiceMinutes: number };

export type GuildsQueryVariables = Exact<{ [key: string]: never; }>;


export type GuildsQuery = { guilds: Array<{ guildId: string }> };

export type OverviewQueryVariables = Exact<{
  guild: string;
}>;


export type OverviewQuery = { guild: { guildId: string, name: string, motto: string, iconUrl: string | null, viewerSeesMembers: boolean, season: { name: string, startsAt: string, endsAt: string | null } | null, pulse: { memberCount: number, activeToday: number, messagesToday: number, xpToday: number, achievementsToday: number, inVoice: number }, leaderboard: { totalCount: number, nodes: Array<{ rank: number, value: number, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, level: number, progress: { ratio: number } } }> }, feed: { nodes: Array<{ id: string, kind: FeedKind, at: string, level: number | null, xp: number, gold: number, reason: string | null, achievement: { name: string, rarity: Rarity, badge: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } }> }, activity: { timeZone: string, series: Array<{ points: Array<{ at: string, events: number, xp: number }> }> } } | null };

export type PulseQueryVariables = Exact<{
  guild: string;
}>;


export type PulseQuery = { guild: { pulse: { memberCount: number, activeToday: number, messagesToday: number, xpToday: number, achievementsToday: number, inVoice: number } } | null };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { __typename: 'Query' };

export type LeaderboardQueryVariables = Exact<{
  guild: string;
  by: Board;
  span: BoardSpan;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  around?: string | null | undefined;
  later: boolean;
}>;


export type LeaderboardQuery = { guild: { name: string, season: { name: string, startsAt: string, endsAt: string | null } | null, top?: { nodes: Array<{ value: number }> }, leaderboard: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ rank: number, value: number, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, level: number, progress: { ratio: number } } }> } } | null };

export type LeaderboardChangedSubscriptionVariables = Exact<{
  guild: string;
  by: Board;
  span: BoardSpan;
  first: number;
}>;


export type LeaderboardChangedSubscription = { leaderboardChanged: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ rank: number, value: number, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, level: number, progress: { ratio: number } } }> } };

export type FindMembersQueryVariables = Exact<{
  guild: string;
  search: string;
}>;


export type FindMembersQuery = { guild: { name: string, members: { totalCount: number, nodes: Array<{ userId: string, displayName: string, avatarUrl: string, level: number, xp: number, rank: number }> } } | null };

export type MemberQueryVariables = Exact<{
  guild: string;
  member: string;
}>;


export type MemberQuery = { guild: { name: string, season: { name: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, joinedAt: string | null, level: number, xp: number, stars: number, gold: number, rank: number, streak: number, progress: { earned: number, needed: number, ratio: number }, lifetime: { xp: number, stars: number, messages: number, reactionsGiven: number, reactionsReceived: number, threads: number, voiceMinutes: number }, season: { xp: number, stars: number, messages: number, reactionsGiven: number, reactionsReceived: number, threads: number, voiceMinutes: number }, calendar: Array<{ day: string, tally: { xp: number, messages: number } }>, achievements: Array<{ earnedAt: string, achievement: { id: string, name: string, description: string, rarity: Rarity, badge: string, xp: number, gold: number } }> } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const LeaderboardRowFragmentDoc = new TypedDocumentString(`
    fragment LeaderboardRow on LeaderboardEntry {
  rank
  value
  member {
    userId
    displayName
    anonymous
    avatarUrl
    level
    progress {
      ratio
    }
  }
}
    `, {"fragmentName":"LeaderboardRow"}) as unknown as TypedDocumentString<LeaderboardRowFragment, unknown>;
export const FeedItemFragmentDoc = new TypedDocumentString(`
    fragment FeedItem on FeedEntry {
  id
  kind
  at
  level
  xp
  gold
  reason
  achievement {
    name
    rarity
    badge
  }
  member {
    userId
    displayName
    anonymous
    avatarUrl
  }
}
    `, {"fragmentName":"FeedItem"}) as unknown as TypedDocumentString<FeedItemFragment, unknown>;
export const PulseFiguresFragmentDoc = new TypedDocumentString(`
    fragment PulseFigures on Pulse {
  memberCount
  activeToday
  messagesToday
  xpToday
  achievementsToday
  inVoice
}
    `, {"fragmentName":"PulseFigures"}) as unknown as TypedDocumentString<PulseFiguresFragment, unknown>;
export const TallyFiguresFragmentDoc = new TypedDocumentString(`
    fragment TallyFigures on Tally {
  xp
  stars
  messages
  reactionsGiven
  reactionsReceived
  threads
  voiceMinutes
}
    `, {"fragmentName":"TallyFigures"}) as unknown as TypedDocumentString<TallyFiguresFragment, unknown>;
export const AchievementsDocument = new TypedDocumentString(`
    query Achievements($guild: Snowflake!) {
  guild(id: $guild) {
    name
    achievements {
      id
      name
      description
      rarity
      badge
      category
      xp
      gold
      active
      earnerCount
      earnerShare
      firstEarner {
        at
        member {
          userId
          displayName
          avatarUrl
          anonymous
        }
      }
    }
  }
}
    `, {"hash":"sha256:39878af7df00169dc7dd37654d159c9298637efa70e45d8af0def4cd64b3cde6"}) as unknown as TypedDocumentString<AchievementsQuery, AchievementsQueryVariables>;
export const StepsDocument = new TypedDocumentString(`
    query Steps($guild: Snowflake!, $member: Snowflake!) {
  guild(id: $guild) {
    achievements {
      id
      name
      description
      rarity
      badge
      active
      progress(member: $member) {
        value
        threshold
        ratio
        earnedAt
      }
    }
  }
}
    `, {"hash":"sha256:278abfe4c751113f6654045961d4e7445deb6a81b2d0ff938a1e9b227cfd1735"}) as unknown as TypedDocumentString<StepsQuery, StepsQueryVariables>;
export const ActivityDocument = new TypedDocumentString(`
    query Activity($guild: Snowflake!, $since: DateTime) {
  guild(id: $guild) {
    name
    activity(step: DAY, since: $since) {
      since
      until
      timeZone
      series(first: 1) {
        total {
          events
          xp
        }
        points {
          at
          events
          xp
        }
      }
      kinds: series(by: KIND) {
        kind
        total {
          events
          xp
        }
      }
      zones: series(by: ZONE, first: 8) {
        zone {
          id
          name
        }
        total {
          events
          xp
        }
      }
      heatmap {
        weekday
        hour
        events
      }
      activeMembers {
        day
        members
      }
    }
  }
}
    `, {"hash":"sha256:1f8a607653f1e30e127ec68cfec1341b9f1eab8238dd0477a1a8ed804c99d7d6"}) as unknown as TypedDocumentString<ActivityQuery, ActivityQueryVariables>;
export const FeedDocument = new TypedDocumentString(`
    subscription Feed($guild: Snowflake!, $first: Int!) {
  feed(guildId: $guild, first: $first) {
    nodes {
      ...FeedItem
    }
  }
}
    fragment FeedItem on FeedEntry {
  id
  kind
  at
  level
  xp
  gold
  reason
  achievement {
    name
    rarity
    badge
  }
  member {
    userId
    displayName
    anonymous
    avatarUrl
  }
}`, {"hash":"sha256:2d1d864068266d8e10fc5a093be9df9daa6848e57e6608dd09d53c4f3c6a419b"}) as unknown as TypedDocumentString<FeedSubscription, FeedSubscriptionVariables>;
export const GuildsDocument = new TypedDocumentString(`
    query Guilds {
  guilds {
    guildId
  }
}
    `, {"hash":"sha256:b0c3d8579c22cb5de30ce6408a5d4bd80052b74b9d8d821986b78deb8d956fcd"}) as unknown as TypedDocumentString<GuildsQuery, GuildsQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview($guild: Snowflake!) {
  guild(id: $guild) {
    guildId
    name
    motto
    iconUrl
    season {
      name
      startsAt
      endsAt
    }
    pulse {
      ...PulseFigures
    }
    leaderboard(by: XP, span: SEASON, first: 5) {
      totalCount
      nodes {
        ...LeaderboardRow
      }
    }
    feed(first: 8) {
      nodes {
        ...FeedItem
      }
    }
    viewerSeesMembers
    activity(step: HOUR) {
      timeZone
      series(first: 1) {
        points {
          at
          events
          xp
        }
      }
    }
  }
}
    fragment LeaderboardRow on LeaderboardEntry {
  rank
  value
  member {
    userId
    displayName
    anonymous
    avatarUrl
    level
    progress {
      ratio
    }
  }
}
fragment FeedItem on FeedEntry {
  id
  kind
  at
  level
  xp
  gold
  reason
  achievement {
    name
    rarity
    badge
  }
  member {
    userId
    displayName
    anonymous
    avatarUrl
  }
}
fragment PulseFigures on Pulse {
  memberCount
  activeToday
  messagesToday
  xpToday
  achievementsToday
  inVoice
}`, {"hash":"sha256:5039e48dd5a242242f6ca5e84b6d6fc955b495e29fc327d7d82b7b6e24a79204"}) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const PulseDocument = new TypedDocumentString(`
    query Pulse($guild: Snowflake!) {
  guild(id: $guild) {
    pulse {
      ...PulseFigures
    }
  }
}
    fragment PulseFigures on Pulse {
  memberCount
  activeToday
  messagesToday
  xpToday
  achievementsToday
  inVoice
}`, {"hash":"sha256:ecabeae7b2b29dc3f7aca31e9710d654cf02579303df2b09cea6dd5145eed875"}) as unknown as TypedDocumentString<PulseQuery, PulseQueryVariables>;
export const HealthDocument = new TypedDocumentString(`
    query Health {
  __typename
}
    `, {"hash":"sha256:5fadf4de03f124524b5409ce8e4f0b2e9efa6ae68b77fa53eab7fbae140dd407"}) as unknown as TypedDocumentString<HealthQuery, HealthQueryVariables>;
export const LeaderboardDocument = new TypedDocumentString(`
    query Leaderboard($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int, $after: String, $last: Int, $before: String, $around: Snowflake, $later: Boolean!) {
  guild(id: $guild) {
    name
    season {
      name
      startsAt
      endsAt
    }
    top: leaderboard(by: $by, span: $span, first: 1) @include(if: $later) {
      nodes {
        value
      }
    }
    leaderboard(
      by: $by
      span: $span
      first: $first
      after: $after
      last: $last
      before: $before
      around: $around
    ) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      nodes {
        ...LeaderboardRow
      }
    }
  }
}
    fragment LeaderboardRow on LeaderboardEntry {
  rank
  value
  member {
    userId
    displayName
    anonymous
    avatarUrl
    level
    progress {
      ratio
    }
  }
}`, {"hash":"sha256:8017f123e87cab10d23089f79000f995cf59c0608563152f72654f1b95a1678a"}) as unknown as TypedDocumentString<LeaderboardQuery, LeaderboardQueryVariables>;
export const LeaderboardChangedDocument = new TypedDocumentString(`
    subscription LeaderboardChanged($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int!) {
  leaderboardChanged(guildId: $guild, by: $by, span: $span, first: $first) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    nodes {
      ...LeaderboardRow
    }
  }
}
    fragment LeaderboardRow on LeaderboardEntry {
  rank
  value
  member {
    userId
    displayName
    anonymous
    avatarUrl
    level
    progress {
      ratio
    }
  }
}`, {"hash":"sha256:fb12a81e2d3623387bf0aa3c56d02afffc58f4ac4f2b87708eb0b5c8d7bcd5a3"}) as unknown as TypedDocumentString<LeaderboardChangedSubscription, LeaderboardChangedSubscriptionVariables>;
export const FindMembersDocument = new TypedDocumentString(`
    query FindMembers($guild: Snowflake!, $search: String!) {
  guild(id: $guild) {
    name
    members(filter: {search: $search}, first: 25) {
      totalCount
      nodes {
        userId
        displayName
        avatarUrl
        level
        xp
        rank
      }
    }
  }
}
    `, {"hash":"sha256:cc17b52d5e46e2e0637e540de8a33c97bd80c9f463edf064822a6151acafe4ed"}) as unknown as TypedDocumentString<FindMembersQuery, FindMembersQueryVariables>;
export const MemberDocument = new TypedDocumentString(`
    query Member($guild: Snowflake!, $member: Snowflake!) {
  guild(id: $guild) {
    name
    season {
      name
    }
    member(id: $member) {
      userId
      displayName
      anonymous
      avatarUrl
      joinedAt
      level
      xp
      stars
      gold
      rank
      streak
      progress {
        earned
        needed
        ratio
      }
      lifetime {
        ...TallyFigures
      }
      season {
        ...TallyFigures
      }
      calendar {
        day
        tally {
          xp
          messages
        }
      }
      achievements {
        earnedAt
        achievement {
          id
          name
          description
          rarity
          badge
          xp
          gold
        }
      }
    }
  }
}
    fragment TallyFigures on Tally {
  xp
  stars
  messages
  reactionsGiven
  reactionsReceived
  threads
  voiceMinutes
}`, {"hash":"sha256:b9726ff9b456e98f46083e01cead83d5527d1d522de2bd9f3af9eb70546daf86"}) as unknown as TypedDocumentString<MemberQuery, MemberQueryVariables>;