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

/** What a bot is doing. */
export type BotState =
  /** It runs and does not hear Discord, or not yet. */
  | 'CONNECTING'
  /** It hears Discord. */
  | 'ONLINE'
  /** It told nothing of itself for half a minute: it was killed, or cannot reach the database. */
  | 'SILENT'
  /** It was stopped. */
  | 'STOPPED';

/** The token to make. */
export type CreateApiTokenInput = {
  /** Handed back unchanged. */
  clientMutationId?: string | null | undefined;
  /** After how many days it ends, 1 to 366. */
  expiresInDays?: number;
  /** What its owner will know it by, 1 to 100 characters. */
  name: string;
  /** What it may be used for; at least one. Give no more than the program needs. */
  scopes: Array<TokenScope>;
};

/** What kind of thing was celebrated. */
export type FeedKind =
  /** A member earned an achievement. */
  | 'ACHIEVEMENT'
  /** An admin gave a member an award. */
  | 'AWARD'
  /** A member reached a level. */
  | 'LEVEL_UP';

/** The kinds of problem that a person can mend. */
export type ProblemCode =
  /** A value is wrong in itself. */
  | 'BAD_USER_INPUT'
  /** The change does not fit what is there now, for instance because somebody else changed it. */
  | 'CONFLICT'
  /** What the input names is not there, or not for the caller. */
  | 'NOT_FOUND';

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

/** Which change. */
export type RevertChangeInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The entry of the audit log. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
};

/** The token to end. */
export type RevokeApiTokenInput = {
  /** Handed back unchanged. */
  clientMutationId?: string | null | undefined;
  /** The token's id. */
  id: string | number;
};

/** What ends and what begins. */
export type RollSeasonInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The running season, so that a repeated request does not end the next one. */
  closing: string | number;
  /** When the next season is planned to end. */
  endsAt?: string | null | undefined;
  /** What the next season is called, at most 60 characters. */
  name: string;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
};

/** A setting's new value. */
export type SettingInput = {
  /** The setting's key. */
  key: string;
  /** The new value. The default is stored as not set. */
  value?: unknown;
};

/** What a setting's value is. */
export type SettingKind =
  /** True or false. */
  | 'BOOLEAN'
  /** A channel's Discord id as a text. */
  | 'CHANNEL'
  /** Channels' Discord ids, a list of texts. */
  | 'CHANNELS'
  /** One of the texts in `choices`. */
  | 'CHOICE'
  /** A colour as a text, #RRGGBB. */
  | 'COLOR'
  /**
   * How much XP each level takes: an object with `kind` geometric (`base`, `factor`), mee6, linear (`step`) or table
   * (`totals`).
   */
  | 'CURVE'
  /** A decimal, written as a text. */
  | 'DECIMAL'
  /** A whole number. */
  | 'INTEGER'
  /** Texts by level: an object whose names are levels. */
  | 'LEVEL_TEXTS'
  /** Members' Discord ids, a list of texts. */
  | 'MEMBERS'
  /** Roles' Discord ids, a list of texts. */
  | 'ROLES'
  /** A text. */
  | 'TEXT';

/** What a credential allows. None includes another. */
export type TokenScope =
  /** To change the rules of communities in which the person is an admin, for as long as they are one. */
  | 'ADMIN'
  /** To read what the person may read, also where a community shows its boards to members only. */
  | 'READ'
  /** To change what concerns the person alone, such as their preferences. */
  | 'WRITE_SELF';

/** What to change of the settings. */
export type UpdateSettingsInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The settings to change. */
  values: Array<SettingInput>;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

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

export type AdminOverviewQueryVariables = Exact<{
  guild: string;
}>;


export type AdminOverviewQuery = { guild: { auditLog: { nodes: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> } } | null };

export type ChangeByIdQueryVariables = Exact<{
  guild: string;
  entry: string | number;
}>;


export type ChangeByIdQuery = { guild: { auditEntry: { id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> } | null } | null };

export type RevertChangeMutationVariables = Exact<{
  input: RevertChangeInput;
}>;


export type RevertChangeMutation = { revertChange: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type MendableFragment = { code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> };

export type ChangeFragment = { id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> };

export type AuditLogQueryVariables = Exact<{
  guild: string;
  actor?: string | null | undefined;
  action?: string | null | undefined;
  subject?: string | null | undefined;
  since?: string | null | undefined;
  until?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AuditLogQuery = { guild: { auditLog: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> } } | null };

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

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { userId: string, username: string, displayName: string, avatarUrl: string, guilds: Array<{ admin: boolean, guild: { guildId: string, name: string }, member: { userId: string, displayName: string, avatarUrl: string, level: number, xp: number, stars: number, gold: number, rank: number, progress: { earned: number, needed: number, ratio: number } } | null }>, session: { id: string } | null, sessions: Array<{ id: string, createdAt: string, lastUsedAt: string, expiresAt: string }>, apiTokens: Array<{ id: string, name: string, scopes: Array<TokenScope>, createdAt: string, expiresAt: string, lastUsedAt: string | null }> } | null };

export type CreateApiTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;


export type CreateApiTokenMutation = { createApiToken: { secret: string | null, apiToken: { name: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type RevokeApiTokenMutationVariables = Exact<{
  input: RevokeApiTokenInput;
}>;


export type RevokeApiTokenMutation = { revokeApiToken: { apiToken: { name: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type MemberQueryVariables = Exact<{
  guild: string;
  member: string;
}>;


export type MemberQuery = { guild: { name: string, season: { name: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, joinedAt: string | null, level: number, xp: number, stars: number, gold: number, rank: number, streak: number, progress: { earned: number, needed: number, ratio: number }, lifetime: { xp: number, stars: number, messages: number, reactionsGiven: number, reactionsReceived: number, threads: number, voiceMinutes: number }, season: { xp: number, stars: number, messages: number, reactionsGiven: number, reactionsReceived: number, threads: number, voiceMinutes: number }, calendar: Array<{ day: string, tally: { xp: number, messages: number } }>, achievements: Array<{ earnedAt: string, achievement: { id: string, name: string, description: string, rarity: Rarity, badge: string, xp: number, gold: number } }> } | null } | null };

export type SeasonsQueryVariables = Exact<{
  guild: string;
}>;


export type SeasonsQuery = { guild: { season: { id: string } | null, seasons: Array<{ id: string, name: string, startsAt: string, endsAt: string | null }> } | null };

export type RollSeasonMutationVariables = Exact<{
  input: RollSeasonInput;
}>;


export type RollSeasonMutation = { rollSeason: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type BeginSignInMutationVariables = Exact<{ [key: string]: never; }>;


export type BeginSignInMutation = { beginSignIn: { url: string | null, ticket: string | null, expiresAt: string | null } | null };

export type SignInMutationVariables = Exact<{
  code: string;
  state: string;
  ticket: string;
}>;


export type SignInMutation = { signIn: { tokens: { accessToken: string, accessExpiresAt: string, refreshToken: string, refreshExpiresAt: string } | null, problems: Array<{ code: ProblemCode }> } | null };

export type RefreshSessionMutationVariables = Exact<{
  token: string;
  key: string;
}>;


export type RefreshSessionMutation = { refreshSession: { tokens: { accessToken: string, accessExpiresAt: string, refreshToken: string, refreshExpiresAt: string } | null, problems: Array<{ code: ProblemCode }> } | null };

export type SignOutMutationVariables = Exact<{
  token: string;
  everywhere: boolean;
}>;


export type SignOutMutation = { signOut: { ended: number } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { userId: string, displayName: string, avatarUrl: string, guilds: Array<{ admin: boolean, guild: { guildId: string, name: string, iconUrl: string | null } }> } | null };

export type TokensFragment = { accessToken: string, accessExpiresAt: string, refreshToken: string, refreshExpiresAt: string };

export type SettingsQueryVariables = Exact<{
  guild: string;
}>;


export type SettingsQuery = { guild: { settings: { version: number, groups: Array<{ key: string, help: string, settings: Array<{ key: string, help: string, kind: SettingKind, optional: boolean, value: unknown, default: unknown, minimum: number | null, maximum: number | null, choices: Array<string> }> }> }, channels: Array<{ channelId: string, name: string, kind: number, parentId: string | null }>, roles: Array<{ roleId: string, name: string }> } | null };

export type UpdateSettingsMutationVariables = Exact<{
  input: UpdateSettingsInput;
}>;


export type UpdateSettingsMutation = { updateSettings: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type SettingFieldFragment = { key: string, help: string, kind: SettingKind, optional: boolean, value: unknown, default: unknown, minimum: number | null, maximum: number | null, choices: Array<string> };

export type SystemQueryVariables = Exact<{
  guild: string;
}>;


export type SystemQuery = { guild: { system: { announcementsWaiting: number, bot: { state: BotState, version: string, startedAt: string, toldAt: string, onlineSince: string | null, eventsPerMinute: number, queueDepth: number, spoolDepth: number, batchSize: number, batchMilliseconds: number, noticeMilliseconds: number | null, eventsRecorded: number, eventsDropped: number, eventsRejected: number, faults: Array<{ reference: string, what: string, at: string }> } | null, api: { version: string, startedAt: string, noticeMilliseconds: number | null, faults: Array<{ reference: string, what: string, at: string }> } } } | null };

export type FaultLineFragment = { reference: string, what: string, at: string };

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
export const ChangeFragmentDoc = new TypedDocumentString(`
    fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}
    `, {"fragmentName":"Change"}) as unknown as TypedDocumentString<ChangeFragment, unknown>;
export const MendableFragmentDoc = new TypedDocumentString(`
    fragment Mendable on Problem {
  code
  message
  path
  meanwhile {
    ...Change
  }
}
    fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"fragmentName":"Mendable"}) as unknown as TypedDocumentString<MendableFragment, unknown>;
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
export const TokensFragmentDoc = new TypedDocumentString(`
    fragment Tokens on SessionTokens {
  accessToken
  accessExpiresAt
  refreshToken
  refreshExpiresAt
}
    `, {"fragmentName":"Tokens"}) as unknown as TypedDocumentString<TokensFragment, unknown>;
export const SettingFieldFragmentDoc = new TypedDocumentString(`
    fragment SettingField on Setting {
  key
  help
  kind
  optional
  value
  default
  minimum
  maximum
  choices
}
    `, {"fragmentName":"SettingField"}) as unknown as TypedDocumentString<SettingFieldFragment, unknown>;
export const FaultLineFragmentDoc = new TypedDocumentString(`
    fragment FaultLine on Fault {
  reference
  what
  at
}
    `, {"fragmentName":"FaultLine"}) as unknown as TypedDocumentString<FaultLineFragment, unknown>;
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
export const AdminOverviewDocument = new TypedDocumentString(`
    query AdminOverview($guild: Snowflake!) {
  guild(id: $guild) {
    auditLog(first: 5) {
      nodes {
        ...Change
      }
    }
  }
}
    fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"hash":"sha256:06fa7e04af2832eea87686e4896083df7c07b3dac16ad72dd5b7a8ca51efb2a2"}) as unknown as TypedDocumentString<AdminOverviewQuery, AdminOverviewQueryVariables>;
export const ChangeByIdDocument = new TypedDocumentString(`
    query ChangeById($guild: Snowflake!, $entry: ID!) {
  guild(id: $guild) {
    auditEntry(id: $entry) {
      ...Change
    }
  }
}
    fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"hash":"sha256:65dabd04f7fa5b9d0a3b3012cc247ac19285448ceb00430665c8b1bad068925b"}) as unknown as TypedDocumentString<ChangeByIdQuery, ChangeByIdQueryVariables>;
export const RevertChangeDocument = new TypedDocumentString(`
    mutation RevertChange($input: RevertChangeInput!) {
  revertChange(input: $input) {
    entry {
      id
    }
    problems {
      ...Mendable
    }
  }
}
    fragment Mendable on Problem {
  code
  message
  path
  meanwhile {
    ...Change
  }
}
fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"hash":"sha256:cada0ce12c13bf0a81a4ad165b813769a1781948ed7e9f383f72ba867821b523"}) as unknown as TypedDocumentString<RevertChangeMutation, RevertChangeMutationVariables>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($guild: Snowflake!, $actor: Snowflake, $action: String, $subject: String, $since: DateTime, $until: DateTime, $first: Int, $after: String, $last: Int, $before: String) {
  guild(id: $guild) {
    auditLog(
      actorId: $actor
      action: $action
      subject: $subject
      since: $since
      until: $until
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      nodes {
        ...Change
      }
    }
  }
}
    fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"hash":"sha256:6d43c1b4a5a27ed22c8cc3fd08d51aa1383d9df5cf729da59b55389e5361bb06"}) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
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
    leaderboard(by: XP, span: SEASON, first: 7) {
      totalCount
      nodes {
        ...LeaderboardRow
      }
    }
    feed(first: 7) {
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
}`, {"hash":"sha256:ecad5663c34562b5791f99c99aaf2639cd5a646260d0efb5c1ba1b56047475e7"}) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
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
export const MeDocument = new TypedDocumentString(`
    query Me {
  viewer {
    userId
    username
    displayName
    avatarUrl
    guilds {
      admin
      guild {
        guildId
        name
      }
      member {
        userId
        displayName
        avatarUrl
        level
        xp
        stars
        gold
        rank
        progress {
          earned
          needed
          ratio
        }
      }
    }
    session {
      id
    }
    sessions {
      id
      createdAt
      lastUsedAt
      expiresAt
    }
    apiTokens {
      id
      name
      scopes
      createdAt
      expiresAt
      lastUsedAt
    }
  }
}
    `, {"hash":"sha256:abdf572c318b1483881e37edbb22fc93a713e807ce2139a31b0d419e8d7f32a8"}) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const CreateApiTokenDocument = new TypedDocumentString(`
    mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    secret
    apiToken {
      name
    }
    problems {
      ...Mendable
    }
  }
}
    fragment Mendable on Problem {
  code
  message
  path
  meanwhile {
    ...Change
  }
}
fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"hash":"sha256:07b2b7dc54c3fb981516bf6762f956354b678e0df28d446a76614d8abbeef61a"}) as unknown as TypedDocumentString<CreateApiTokenMutation, CreateApiTokenMutationVariables>;
export const RevokeApiTokenDocument = new TypedDocumentString(`
    mutation RevokeApiToken($input: RevokeApiTokenInput!) {
  revokeApiToken(input: $input) {
    apiToken {
      name
    }
    problems {
      ...Mendable
    }
  }
}
    fragment Mendable on Problem {
  code
  message
  path
  meanwhile {
    ...Change
  }
}
fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"hash":"sha256:433fdcb4de3bc67dd02d7427169130dcdd030626dd609e3b61bb3b63bdb5af2a"}) as unknown as TypedDocumentString<RevokeApiTokenMutation, RevokeApiTokenMutationVariables>;
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
export const SeasonsDocument = new TypedDocumentString(`
    query Seasons($guild: Snowflake!) {
  guild(id: $guild) {
    season {
      id
    }
    seasons {
      id
      name
      startsAt
      endsAt
    }
  }
}
    `, {"hash":"sha256:c709c630734bae4a6b58482faaa03438966c0b4330568eed7353f9c39a96a2b8"}) as unknown as TypedDocumentString<SeasonsQuery, SeasonsQueryVariables>;
export const RollSeasonDocument = new TypedDocumentString(`
    mutation RollSeason($input: RollSeasonInput!) {
  rollSeason(input: $input) {
    entry {
      id
    }
    problems {
      ...Mendable
    }
  }
}
    fragment Mendable on Problem {
  code
  message
  path
  meanwhile {
    ...Change
  }
}
fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"hash":"sha256:6e6ebdafe59283c67eb2c1544fba2d535728ef8cd70175e2c4a586675aeeb42b"}) as unknown as TypedDocumentString<RollSeasonMutation, RollSeasonMutationVariables>;
export const BeginSignInDocument = new TypedDocumentString(`
    mutation BeginSignIn {
  beginSignIn(input: {}) {
    url
    ticket
    expiresAt
  }
}
    `, {"hash":"sha256:baefd25345e5c1e1ca15265143008f2a760d14bae3235e993108639a95cf14d5"}) as unknown as TypedDocumentString<BeginSignInMutation, BeginSignInMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($code: String!, $state: String!, $ticket: String!) {
  signIn(input: {code: $code, state: $state, ticket: $ticket}) {
    tokens {
      ...Tokens
    }
    problems {
      code
    }
  }
}
    fragment Tokens on SessionTokens {
  accessToken
  accessExpiresAt
  refreshToken
  refreshExpiresAt
}`, {"hash":"sha256:69396458554d1a510414b3d5371882f32fa53a03eb35bf026cec7fccfff67fa1"}) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const RefreshSessionDocument = new TypedDocumentString(`
    mutation RefreshSession($token: String!, $key: String!) {
  refreshSession(input: {refreshToken: $token, idempotencyKey: $key}) {
    tokens {
      ...Tokens
    }
    problems {
      code
    }
  }
}
    fragment Tokens on SessionTokens {
  accessToken
  accessExpiresAt
  refreshToken
  refreshExpiresAt
}`, {"hash":"sha256:41725e483597aed75553ec742dd4e47875c27ff23e5df3cf000db5556c6280a6"}) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut($token: String!, $everywhere: Boolean!) {
  signOut(input: {refreshToken: $token, everywhere: $everywhere}) {
    ended
  }
}
    `, {"hash":"sha256:09d19d4fd1ac42933a423002deae5f5905a5aa1493160fe6d174258cbfea7781"}) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    userId
    displayName
    avatarUrl
    guilds {
      admin
      guild {
        guildId
        name
        iconUrl
      }
    }
  }
}
    `, {"hash":"sha256:6cd002200295587bfb42f836710f094313f88ff5f3e261752d46609e709dab06"}) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const SettingsDocument = new TypedDocumentString(`
    query Settings($guild: Snowflake!) {
  guild(id: $guild) {
    settings {
      version
      groups {
        key
        help
        settings {
          ...SettingField
        }
      }
    }
    channels {
      channelId
      name
      kind
      parentId
    }
    roles {
      roleId
      name
    }
  }
}
    fragment SettingField on Setting {
  key
  help
  kind
  optional
  value
  default
  minimum
  maximum
  choices
}`, {"hash":"sha256:2517fe8f302a4e9d06bb8e48917622448199ce4450d5c37fee47bca125c15311"}) as unknown as TypedDocumentString<SettingsQuery, SettingsQueryVariables>;
export const UpdateSettingsDocument = new TypedDocumentString(`
    mutation UpdateSettings($input: UpdateSettingsInput!) {
  updateSettings(input: $input) {
    entry {
      id
    }
    problems {
      ...Mendable
    }
  }
}
    fragment Mendable on Problem {
  code
  message
  path
  meanwhile {
    ...Change
  }
}
fragment Change on AuditEntry {
  id
  at
  actorId
  actor {
    userId
    displayName
    avatarUrl
  }
  action
  subject
  changes {
    field
    before
    after
  }
  names {
    ref
    name
  }
  reason
  reverts
  revertedBy
}`, {"hash":"sha256:b8c0da8dcb170d33415e3f923d2a3bd93e4f283e32185fed46db5e8896cd6d10"}) as unknown as TypedDocumentString<UpdateSettingsMutation, UpdateSettingsMutationVariables>;
export const SystemDocument = new TypedDocumentString(`
    query System($guild: Snowflake!) {
  guild(id: $guild) {
    system {
      announcementsWaiting
      bot {
        state
        version
        startedAt
        toldAt
        onlineSince
        eventsPerMinute
        queueDepth
        spoolDepth
        batchSize
        batchMilliseconds
        noticeMilliseconds
        eventsRecorded
        eventsDropped
        eventsRejected
        faults {
          ...FaultLine
        }
      }
      api {
        version
        startedAt
        noticeMilliseconds
        faults {
          ...FaultLine
        }
      }
    }
  }
}
    fragment FaultLine on Fault {
  reference
  what
  at
}`, {"hash":"sha256:719df9fe28f722e597d19209e807f7d26e272450e41677fe5226027e2055d78a"}) as unknown as TypedDocumentString<SystemQuery, SystemQueryVariables>;