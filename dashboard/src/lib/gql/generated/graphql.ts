/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which hand-in to accept. */
export type AcceptHandInInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The hand-in. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
};

/** Over which time an achievement counts. */
export type AchievementScope =
  /** All time. */
  | 'LIFETIME'
  /** The running season. */
  | 'SEASON';

/** What an achievement watches. */
export type AchievementTrigger =
  /** The level reached. */
  | 'LEVEL'
  /** Nothing: admins give it by hand. */
  | 'MANUAL'
  /** Messages sent. */
  | 'MESSAGES'
  /** Reactions given to others. */
  | 'REACTIONS_GIVEN'
  /** Reactions received from others. */
  | 'REACTIONS_RECEIVED'
  /** Stars earned. */
  | 'STARS'
  /** Days active in a row. */
  | 'STREAK'
  /** Threads and posts opened. */
  | 'THREADS'
  /** Minutes in voice that counted. */
  | 'VOICE_MINUTES'
  /** XP earned. */
  | 'XP'
  /** Events in one zone. */
  | 'ZONE_EVENTS';

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

/** Which import, and how it is applied. */
export type ApplyImportInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The import. */
  id: string | number;
  /** What stays as it was. */
  keep?: ImportKeep;
  /** What becomes of members who have totals here. */
  meeting?: ImportMeeting;
  /** Settings to take over. */
  take?: Array<OfferedSetting>;
};

/** Who sees the members of a guild: their names, the boards, the feed. */
export type Audience =
  /** Everyone, signed in or not. */
  | 'EVERYONE'
  /** Its members only. To everybody else its lists of members are empty. */
  | 'MEMBERS';

/** An award. */
export type AwardMemberInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** Gold to give. */
  gold?: number;
  /** The guild's Discord id. */
  guildId: string;
  /**
   * What the request names itself by: the same key of the same admin is one award, however often it is sent.
   * Letters, digits and . _ : -
   */
  idempotencyKey: string;
  /** Why; it is announced with the award. */
  reason: string;
  /** The member's Discord id. */
  userId: string;
  /** XP to give. XP never falls, so it cannot be taken back. */
  xp?: number;
};

/** What a leaderboard is ordered by. */
export type Board =
  /** Gold: the purse as it is now. It knows no seasons, so every span shows the same. */
  | 'GOLD'
  /** Messages sent. */
  | 'MESSAGES'
  /** Stars: taking part. */
  | 'STARS'
  /** Minutes in voice that counted. */
  | 'VOICE_MINUTES'
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

/** What to buy. */
export type BuyOfferInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The offer. */
  id: string | number;
  /** What the request names itself by: the same key of the same member is one purchase, however often it is sent. */
  idempotencyKey: string;
  /** The price that was seen: at another one nothing is bought. Null for whatever it costs. */
  price?: number | null | undefined;
};

/** Which quest to take on. */
export type ClaimQuestInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The quest. */
  id: string | number;
};

/** A new achievement. */
export type CreateAchievementInput = {
  /** An emoji, or the address of a picture. */
  badge?: string | null | undefined;
  /** What it is sorted under. */
  category?: string | null | undefined;
  /** Where it is announced; null for where it was earned. */
  channelId?: string | null | undefined;
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What it is given for, at most 500 characters. */
  description?: string | null | undefined;
  /** Gold that comes with it. */
  gold?: number | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** The name, at most 60 characters. */
  name: string;
  /** How special it is. */
  rarity?: Rarity | null | undefined;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** Over which time it counts; a lifetime when not given. */
  scope?: AchievementScope | null | undefined;
  /** The series that it is a step of. */
  series?: string | null | undefined;
  /** Which step, from 1. */
  seriesStep?: number | null | undefined;
  /** From which value on it is earned; none for what is given by hand. */
  threshold?: number | null | undefined;
  /** What it watches. */
  trigger: AchievementTrigger;
  /** XP that come with it. */
  xp?: number | null | undefined;
  /** The zone whose events it counts, for that trigger only. */
  zoneId?: string | number | null | undefined;
};

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

/** A new boost. It needs a role, or a start and an end. */
export type CreateBoostInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** When it is over; null for never, with a role. */
  endsAt?: string | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** Factors by kind of event, 10 at most. */
  multipliers?: Array<ZoneMultiplierInput> | null | undefined;
  /** What it is called. */
  name: string;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The role whose members it is for; null for everybody. */
  roleId?: string | null | undefined;
  /** When it begins; null for now on, with a role. */
  startsAt?: string | null | undefined;
};

/** A new offer. */
export type CreateOfferInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What it is, 500 characters at most. */
  description?: string | null | undefined;
  /** What it costs, 1 to 1,000,000. */
  gold: number;
  /** The guild's Discord id. */
  guildId: string;
  /** What is bought. It stays what it is once somebody bought it. */
  kind: ShopOfferKind;
  /** The emoji or short text that is shown, for a marker; 16 characters at most. */
  marker?: string | null | undefined;
  /** What it is called, 60 characters at most. */
  name: string;
  /** How many one member can have; null for no end. A role can be had once. */
  perMember?: number | null | undefined;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The role, for a role. */
  roleId?: string | null | undefined;
  /** How many there are in all; null for no end. */
  stock?: number | null | undefined;
};

/** A new quest. It pays XP, stars or gold. */
export type CreateQuestInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What is to be done, 1,000 characters at most. */
  description?: string | null | undefined;
  /** When the time for it is over; null for never. */
  endsAt?: string | null | undefined;
  /** Gold for who does it, 1,000,000 at most. */
  gold?: number | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** How many members can do it; null for as many as like to. */
  places?: number | null | undefined;
  /** What is to be handed in; nothing if it is not given. */
  proof?: QuestProof | null | undefined;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The only season that it can be done in; null for any. */
  seasonId?: string | number | null | undefined;
  /** Stars for who does it; null for as many as the guild pays for any quest. */
  stars?: number | null | undefined;
  /** What it is called, 60 characters at most. */
  title: string;
  /** XP for who does it, 1,000,000 at most. */
  xp?: number | null | undefined;
  /** The zone that its reward counts for; null for none. */
  zoneId?: string | number | null | undefined;
};

/** A new webhook. */
export type CreateWebhookInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What it is for. */
  description?: string | null | undefined;
  /** What it hears of; at least one. */
  events: Array<WebhookEvent>;
  /** The guild's Discord id. */
  guildId: string;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** Where to send messages, https://... */
  url: string;
};

/** A new zone. */
export type CreateZoneInput = {
  /** Its channels. */
  channelIds?: Array<string> | null | undefined;
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What it is for, at most 500 characters. */
  description?: string | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** Whether to take channels out of the zones that they are in. Without it such a channel is a problem. */
  moveChannels?: boolean;
  /** Factors by kind of event; 1 where none is given. */
  multipliers?: Array<ZoneMultiplierInput> | null | undefined;
  /** The name, at most 60 characters. */
  name: string;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
};

/** Which achievement. */
export type DeactivateAchievementInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The achievement. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** Which offer. */
export type DeactivateOfferInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** Which offer. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** Which quest to close. */
export type DeactivateQuestInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** Which quest. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** Which zone. */
export type DeactivateZoneInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The zone. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** Which webhook. */
export type DeleteWebhookInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The webhook's id. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on. */
  version: number;
};

/** Which boost. */
export type EndBoostInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** Which boost. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** What kind of thing was celebrated. */
export type FeedKind =
  /** A member earned an achievement. */
  | 'ACHIEVEMENT'
  /** An admin gave a member an award. */
  | 'AWARD'
  /** A member reached a level. */
  | 'LEVEL_UP'
  /** A member completed a quest. */
  | 'QUEST';

/** Where to be forgotten. */
export type ForgetMeInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** Whether every other guild here shall forget one too. */
  everywhere?: boolean;
  /** The guild's Discord id. */
  guildId: string;
};

/** Which quest to give up. */
export type GiveUpQuestInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The quest. */
  id: string | number;
};

/** Who gets what. */
export type GrantAchievementInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The achievement. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The member's Discord id. */
  userId: string;
};

/** Which quest is handed in. */
export type HandInQuestInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The quest. */
  id: string | number;
  /** A few words or an address, as the quest asks; nothing if it asks for nothing. Admins read it until they accept it. */
  proof?: string | null | undefined;
};

/** What stays as it was in the source. */
export type ImportKeep =
  /** The levels; each member gets the XP at which their level begins here. */
  | 'LEVELS'
  /** The XP; levels follow from the curve that holds here. */
  | 'XP';

/** What becomes of members who have totals here already. */
export type ImportMeeting =
  /** The file's totals are added to theirs. */
  | 'ADD'
  /** The larger one of each total holds. */
  | 'LARGER'
  /** The file's totals replace theirs, even where they are smaller. */
  | 'REPLACE';

/** The program that an import file comes from. */
export type ImportSource =
  /** Amari: pages of its leaderboard. */
  | 'AMARI'
  /** A table with the column user_id and any totals. */
  | 'CSV'
  /** Experienced: a list of ids and XP. */
  | 'EXPERIENCED'
  /** The LevelUp cog: the backup of one guild. */
  | 'LEVEL_UP'
  /** Lurkr: pages or its export. */
  | 'LURKR'
  /** MEE6: pages of its leaderboard, or its CSV. */
  | 'MEE6'
  /** Polaris: its export, or pages of its leaderboard. */
  | 'POLARIS'
  /** Tatsu: pages of its rankings. */
  | 'TATSU'
  /** UnbelievaBoat: balances, which become gold. */
  | 'UNBELIEVA_BOAT';

/** Where an import stands. */
export type ImportState =
  /** The totals are booked. */
  | 'APPLIED'
  /** The file was read, and nothing is changed yet. It goes when another one is uploaded. */
  | 'READ'
  /** It was applied, and taken back. */
  | 'UNDONE';

/**
 * How a member wants to be seen by others. Admins and the member themself always see everything; ranks and totals count
 * everybody.
 */
export type MemberVisibility =
  /** With their figures, but without anything that tells who they are. */
  | 'ANONYMOUS'
  /** Not at all. */
  | 'HIDDEN'
  /** With name and picture. */
  | 'NAMED';

/** A setting that a file may tell of. */
export type OfferedSetting =
  /** How long a member waits between two messages that earn. */
  | 'COOLDOWN'
  /** How much XP each level takes. */
  | 'CURVE'
  /** What a message earns. */
  | 'MESSAGE_XP';

/** What would be different. */
export type PreviewRulesInput = {
  /** How many days back, 1 to 90. */
  days?: number;
  /** Settings with other values. */
  settings?: Array<SettingInput> | null | undefined;
  /** Zones with other factors. */
  zones?: Array<PreviewZoneInput> | null | undefined;
};

/** A zone as it might be. */
export type PreviewZoneInput = {
  /** Its channels, which it takes from whatever zone they are in; without them those that it has. */
  channelIds?: Array<string> | null | undefined;
  /** The zone; null for one that is not there yet. */
  id?: string | number | null | undefined;
  /** Its factors; they replace all that it has. */
  multipliers: Array<ZoneMultiplierInput>;
  /** What it is called; without it as it is. */
  name?: string | null | undefined;
};

/** The kinds of problem that a person can mend. */
export type ProblemCode =
  /** A value is wrong in itself. */
  | 'BAD_USER_INPUT'
  /** The change does not fit what is there now, for instance because somebody else changed it. */
  | 'CONFLICT'
  /** What the input names is not there, or not for the caller. */
  | 'NOT_FOUND';

/** Which quests of a guild. */
export type QuestFilter =
  /** All of them. */
  | 'ALL'
  /** Those that members can work at now. */
  | 'OPEN'
  /** Those that are closed, over or of another season. */
  | 'PAST';

/** Why a quest cannot be taken on. */
export type QuestHindrance =
  /** An admin closed it. */
  | 'CLOSED'
  /** All places are taken. */
  | 'FULL'
  /** The time for it is over. */
  | 'OVER'
  /** It belongs to a season that does not run. */
  | 'SEASON';

/** What a member hands in with a quest. */
export type QuestProof =
  /** The address of a page. */
  | 'LINK'
  /** Nothing but that they did it. */
  | 'NONE'
  /** A few words. */
  | 'TEXT';

/** Where a member stands with a quest. */
export type QuestState =
  /** An admin accepted it, which paid the reward. */
  | 'ACCEPTED'
  /** They took it on. */
  | 'CLAIMED'
  /** They gave it up; they can claim it again. */
  | 'GIVEN_UP'
  /** They handed it in, and no admin has answered yet. */
  | 'HANDED_IN'
  /** An admin took the acceptance back. */
  | 'RECALLED'
  /** An admin sent it back; they can hand it in again. */
  | 'SENT_BACK';

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

/** Which achievement. */
export type ReactivateAchievementInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The achievement. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** Which offer. */
export type ReactivateOfferInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** Which offer. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** Which quest to open again. */
export type ReactivateQuestInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** Which quest. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** Which zone. */
export type ReactivateZoneInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The zone. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** Which delivery. */
export type RedeliverWebhookInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The delivery's id. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
};

/** Which purchase. */
export type RefundPurchaseInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The purchase. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
};

/** An achievement as it might be. Values that contradict each other are no fault yet. */
export type RehearseAchievementInput = {
  /** An emoji, or the address of a picture. */
  badge?: string;
  /** Where it is announced; null for where it was earned. */
  channelId?: string | null | undefined;
  /** What it is given for, at most 500 characters. */
  description?: string;
  /** Gold that comes with it. */
  gold?: number;
  /** The achievement that is being changed; null for a new one. */
  id?: string | number | null | undefined;
  /** The name, at most 60 characters. */
  name: string;
  /** How special it is. */
  rarity?: Rarity;
  /** Over which time it counts. */
  scope?: AchievementScope;
  /** From which value on it is earned. */
  threshold?: number;
  /** What it watches. */
  trigger: AchievementTrigger;
  /** XP that come with it. */
  xp?: number;
  /** The zone whose events it counts. */
  zoneId?: string | number | null | undefined;
};

/** A level. */
export type RemoveLevelRoleInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** The level, from 1 on. */
  level: number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
};

/** Where. */
export type RequestMyDataInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
};

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

/** What a multiplier acts on. */
export type RewardCurrency =
  /** Stars. */
  | 'STARS'
  /** XP. */
  | 'XP';

/** A rule of fair play that lowered a reward. */
export type RewardCut =
  /** The voice channel is the one for those who are away. */
  | 'AFK'
  /** Nobody else was in voice. */
  | 'ALONE'
  /** Very many reacted to the message within a short time. */
  | 'BURST'
  /** It came too soon after the member's last message in the channel. */
  | 'COOLDOWN'
  /** The member reached what can be earned in a day. */
  | 'DAILY_CAP'
  /** Nothing is earned in this channel. */
  | 'EXCLUDED_CHANNEL'
  /** The member earns nothing. */
  | 'EXCLUDED_MEMBER'
  /** One of the member's roles earns nothing. */
  | 'EXCLUDED_ROLE'
  /** Many have reacted to the message already, so stars come at half rate. */
  | 'HALF_RATE'
  /** The member reacted to their own message. */
  | 'OWN_REACTION'
  /** One member gives another only so many stars in a day. */
  | 'PAIR_CAP'
  /** The message nearly equals one of its author's last. */
  | 'REPEATED'
  /** The member was muted and deafened for long. */
  | 'SILENT'
  /** The message was written too long ago. */
  | 'TOO_OLD'
  /** The message was too short. */
  | 'TOO_SHORT'
  /** Voice gives only so many stars in an hour. */
  | 'VOICE_HOURLY_CAP';

/** Where a multiplier comes from. */
export type RewardSource =
  /** Something is attached to the message. */
  | 'ATTACHMENT'
  /** The message has code in it. */
  | 'CODE'
  /** The message has many emoji. */
  | 'EMOJI'
  /** An event of the community. */
  | 'EVENT'
  /** The message is long. */
  | 'LENGTH'
  /** The message has a link in it. */
  | 'LINK'
  /** What the form of the message is worth at least; it stands in place of all other factors of the form. */
  | 'QUALITY_FLOOR'
  /** A role of the member. */
  | 'ROLE'
  /** The zone of the channel. */
  | 'ZONE';

/** Why the bot cannot give or take a role. */
export type RoleProblem =
  /** The role is gone. */
  | 'GONE'
  /** The role belongs to a bot or another service. */
  | 'MANAGED'
  /** The bot may not manage roles. */
  | 'MISSING_PERMISSION'
  /** Discord refused, without a reason that can be seen. */
  | 'REFUSED'
  /** The role stands above the bot's own. */
  | 'TOO_HIGH';

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

/** Which webhook. */
export type RotateWebhookSecretInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The webhook's id. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on. */
  version: number;
};

/** A made-up event of a member who has done nothing before. */
export type SampleEventInput = {
  /** In which channel; of a thread or a post its parent. Without it in one that is in no zone. */
  channelId?: string | null | undefined;
  /** How many others are in voice, 0 to 100. */
  companions?: number;
  /** How many emoji the message has, 0 to 4000. */
  emojiCount?: number;
  /** Whether something is attached to the message. */
  hasAttachment?: boolean;
  /** Whether code is in the message. */
  hasCode?: boolean;
  /** Whether a link is in the message. */
  hasLink?: boolean;
  /** What happens. */
  kind: ActivityKind;
  /** How many characters the message has, 0 to 4000. */
  length?: number;
};

/** Which hand-in to send back. */
export type SendBackHandInInput = {
  /** What is missing, for the member to read. */
  answer: string;
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The hand-in. */
  id: string | number;
};

/** A level and its role. */
export type SetLevelRoleInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** The level, from 1 on. */
  level: number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The role's Discord id. */
  roleId: string;
};

/** Whether to record. */
export type SetTrackingInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** False to opt out, true to opt in again. */
  tracked: boolean;
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

/** Why something cannot be bought. */
export type ShopObstacle =
  /** The member has too little gold. */
  | 'GOLD'
  /** The member has as many as one can have. */
  | 'LIMIT'
  /** It is not sold any more. */
  | 'OFF'
  /** There is none left. */
  | 'SOLD_OUT'
  /** The bot cannot give the role at the moment. */
  | 'TROUBLE';

/** What is bought in a community's own shop. */
export type ShopOfferKind =
  /** A marker that is shown beside the name. */
  | 'MARKER'
  /** A role, which the bot gives. */
  | 'ROLE';

/** Which webhook. */
export type TestWebhookInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The webhook's id. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
};

/** What a credential allows. None includes another. */
export type TokenScope =
  /** To change the rules of communities in which the person is an admin, for as long as they are one. */
  | 'ADMIN'
  /** To read what the person may read, also where a community shows its boards to members only. */
  | 'READ'
  /** To change what concerns the person alone, such as their preferences. */
  | 'WRITE_SELF';

/** What to change of an achievement. */
export type UpdateAchievementInput = {
  /** An emoji, or the address of a picture. */
  badge?: string | null | undefined;
  /** What it is sorted under. */
  category?: string | null | undefined;
  /** Where it is announced; null for where it was earned. */
  channelId?: string | null | undefined;
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What it is given for, at most 500 characters. */
  description?: string | null | undefined;
  /** Gold that comes with it. */
  gold?: number | null | undefined;
  /** The achievement. */
  id: string | number;
  /** The name, at most 60 characters. */
  name?: string | null | undefined;
  /** How special it is. */
  rarity?: Rarity | null | undefined;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** Over which time it counts. */
  scope?: AchievementScope | null | undefined;
  /** The series that it is a step of. */
  series?: string | null | undefined;
  /** Which step, from 1. */
  seriesStep?: number | null | undefined;
  /** From which value on it is earned; none for what is given by hand. */
  threshold?: number | null | undefined;
  /** What it watches. */
  trigger?: AchievementTrigger | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
  /** XP that come with it. */
  xp?: number | null | undefined;
  /** The zone whose events it counts, for that trigger only. */
  zoneId?: string | number | null | undefined;
};

/** What to change of an offer. */
export type UpdateOfferInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What it is, 500 characters at most. */
  description?: string | null | undefined;
  /** What it costs, 1 to 1,000,000. */
  gold?: number | null | undefined;
  /** Which offer. */
  id: string | number;
  /** What is bought. It stays what it is once somebody bought it. */
  kind?: ShopOfferKind | null | undefined;
  /** The emoji or short text that is shown, for a marker; 16 characters at most. */
  marker?: string | null | undefined;
  /** What it is called, 60 characters at most. */
  name?: string | null | undefined;
  /** How many one member can have; null for no end. A role can be had once. */
  perMember?: number | null | undefined;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The role, for a role. */
  roleId?: string | null | undefined;
  /** How many there are in all; null for no end. */
  stock?: number | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** What to change of one's own preferences. */
export type UpdatePreferencesInput = {
  /** The colour of one's card; null for the guild's. */
  accentColor?: string | null | undefined;
  /** Whether to announce achievements. */
  announceAchievements?: boolean | null | undefined;
  /** Whether to announce awards. */
  announceAwards?: boolean | null | undefined;
  /** Whether to have all of it as a direct message instead of in the server. */
  announceDirect?: boolean | null | undefined;
  /** Whether to announce level-ups. */
  announceLevelUps?: boolean | null | undefined;
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** The guild's Discord id. */
  guildId: string;
  /** How to be seen by others. */
  visibility?: MemberVisibility | null | undefined;
};

/** What to change of a quest. */
export type UpdateQuestInput = {
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What is to be done. */
  description?: string | null | undefined;
  /** When the time for it is over; null for never. */
  endsAt?: string | null | undefined;
  /** Gold for who does it. */
  gold?: number | null | undefined;
  /** Which quest. */
  id: string | number;
  /** How many members can do it; null for as many as like to. */
  places?: number | null | undefined;
  /** What is to be handed in. */
  proof?: QuestProof | null | undefined;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The only season that it can be done in; null for any. */
  seasonId?: string | number | null | undefined;
  /** Stars for who does it; null for as many as the guild pays for any quest. */
  stars?: number | null | undefined;
  /** What it is called. */
  title?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
  /** XP for who does it. */
  xp?: number | null | undefined;
  /** The zone that its reward counts for; null for none. */
  zoneId?: string | number | null | undefined;
};

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

/** What to change of a webhook; what is not given stays. */
export type UpdateWebhookInput = {
  /** Whether anything is sent. */
  active?: boolean | null | undefined;
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What it is for. */
  description?: string | null | undefined;
  /** What it hears of. */
  events?: Array<WebhookEvent> | null | undefined;
  /** The webhook's id. */
  id: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** Where to send messages. */
  url?: string | null | undefined;
  /** The version that the change was made on. */
  version: number;
};

/** What to change of a zone. */
export type UpdateZoneInput = {
  /** Its channels; they replace those that it had. */
  channelIds?: Array<string> | null | undefined;
  /** Comes back in the payload, so that a client can tell its requests apart. */
  clientMutationId?: string | null | undefined;
  /** What it is for, at most 500 characters. */
  description?: string | null | undefined;
  /** The zone. */
  id: string | number;
  /** Whether to take channels out of the zones that they are in. Without it such a channel is a problem. */
  moveChannels?: boolean;
  /** Factors by kind of event; they replace all that it had. */
  multipliers?: Array<ZoneMultiplierInput> | null | undefined;
  /** The name, at most 60 characters. */
  name?: string | null | undefined;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The version that the change was made on, so that nobody else's change is overwritten. */
  version: number;
};

/** What became of a delivery. */
export type WebhookDeliveryState =
  /** It was given up; `redeliverWebhook` tries again. */
  | 'DEAD'
  /** The receiver took it. */
  | 'DELIVERED'
  /** It waits for its next attempt. */
  | 'PENDING';

/** What webhooks hear of. */
export type WebhookEvent =
  /** `achievement.earned`: a member earned an achievement. */
  | 'ACHIEVEMENT_EARNED'
  /** `member.levelled_up`: a member reached a level. */
  | 'MEMBER_LEVELLED_UP'
  /** `season.rolled`: a season ended and another began, or that was reverted. */
  | 'SEASON_ROLLED'
  /** `zone.changed`: a zone was made, changed, deactivated or brought back. */
  | 'ZONE_CHANGED';

/** How an attempt ended. */
export type WebhookOutcome =
  /** The address leads into a private network, so it was not asked; it is tried again. */
  | 'ADDRESS_REFUSED'
  /** With another status; it is tried again. */
  | 'ANSWERED'
  /** With a status of success, 2xx. */
  | 'DELIVERED'
  /** With the status 410: the webhook was switched off. */
  | 'GONE'
  /** With a redirection, which is not followed; it is tried again. */
  | 'REDIRECTED'
  /** The server's own key was changed since the secret was shown, so nothing was sent. Rotate the secret. */
  | 'SECRET_CHANGED'
  /** Without an answer within 10 seconds; it is tried again. */
  | 'TIMED_OUT'
  /** Without a connection; it is tried again. */
  | 'UNREACHABLE';

/** Made-up events. */
export type WouldEarnInput = {
  /** The events, 1 to 20. */
  events: Array<SampleEventInput>;
  /** Settings with other values. For admins. */
  settings?: Array<SettingInput> | null | undefined;
  /** Zones as they might be. For admins. */
  zones?: Array<PreviewZoneInput> | null | undefined;
};

/** What a zone does to one kind of event. */
export type ZoneMultiplierInput = {
  /** The kind of event. */
  kind: ActivityKind;
  /** Factor on stars, 0 to 100. */
  stars?: string;
  /** Factor on XP, 0 to 100. */
  xp?: string;
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

export type AchievementPartsFragment = { id: string, name: string, description: string, rarity: Rarity, badge: string, xp: number, gold: number, trigger: AchievementTrigger, threshold: number, scope: AchievementScope, category: string, channelId: string | null, series: string | null, seriesStep: number | null, active: boolean, version: number, awarding: number | null, earnerCount: number, earnerShare: number, zone: { id: string, name: string } | null };

export type AdminAchievementsQueryVariables = Exact<{
  guild: string;
}>;


export type AdminAchievementsQuery = { guild: { achievements: Array<{ id: string, name: string, description: string, rarity: Rarity, badge: string, xp: number, gold: number, trigger: AchievementTrigger, threshold: number, scope: AchievementScope, category: string, channelId: string | null, series: string | null, seriesStep: number | null, active: boolean, version: number, awarding: number | null, earnerCount: number, earnerShare: number, zone: { id: string, name: string } | null }>, zones: Array<{ id: string, name: string, active: boolean }>, channels: Array<{ channelId: string, name: string, kind: number, parentId: string | null }> } | null };

export type RehearseAchievementQueryVariables = Exact<{
  guild: string;
  input: RehearseAchievementInput;
}>;


export type RehearseAchievementQuery = { guild: { rehearseAchievement: { channelId: string | null, memberCount: number, passingCount: number, freshCount: number, post: { title: string, description: string, color: string, pictureUrl: string | null, footer: string | null, fields: Array<{ name: string, value: string, inline: boolean }> } } } | null };

export type CreateAchievementMutationVariables = Exact<{
  input: CreateAchievementInput;
}>;


export type CreateAchievementMutation = { createAchievement: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type UpdateAchievementMutationVariables = Exact<{
  input: UpdateAchievementInput;
}>;


export type UpdateAchievementMutation = { updateAchievement: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type DeactivateAchievementMutationVariables = Exact<{
  input: DeactivateAchievementInput;
}>;


export type DeactivateAchievementMutation = { deactivateAchievement: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type ReactivateAchievementMutationVariables = Exact<{
  input: ReactivateAchievementInput;
}>;


export type ReactivateAchievementMutation = { reactivateAchievement: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type AdminAwardsQueryVariables = Exact<{
  guild: string;
}>;


export type AdminAwardsQuery = { guild: { achievements: Array<{ id: string, name: string, badge: string, active: boolean, category: string }>, awards: { nodes: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }, grants: { nodes: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> } } | null };

export type FindAwardeesQueryVariables = Exact<{
  guild: string;
  search: string;
}>;


export type FindAwardeesQuery = { guild: { members: { nodes: Array<{ userId: string, displayName: string, level: number }> } } | null };

export type AwardMemberMutationVariables = Exact<{
  input: AwardMemberInput;
}>;


export type AwardMemberMutation = { awardMember: { repeated: boolean, entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type GrantAchievementMutationVariables = Exact<{
  input: GrantAchievementInput;
}>;


export type GrantAchievementMutation = { grantAchievement: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type ZonePartsFragment = { id: string, name: string, description: string, active: boolean, version: number, channelIds: Array<string>, multipliers: Array<{ kind: ActivityKind, xp: string, stars: string }> };

export type ChannelPartsFragment = { channelId: string, name: string, kind: number, parentId: string | null, zone: { id: string, name: string, active: boolean } | null };

export type AdminZonesQueryVariables = Exact<{
  guild: string;
}>;


export type AdminZonesQuery = { guild: { zones: Array<{ id: string, name: string, description: string, active: boolean, version: number, channelIds: Array<string>, multipliers: Array<{ kind: ActivityKind, xp: string, stars: string }> }>, channels: Array<{ channelId: string, name: string, kind: number, parentId: string | null, zone: { id: string, name: string, active: boolean } | null }> } | null };

export type WouldEarnQueryVariables = Exact<{
  guild: string;
  input: WouldEarnInput;
}>;


export type WouldEarnQuery = { guild: { wouldEarn: Array<{ zone: string | null, newZone: string | null, reward: { cutBy: Array<RewardCut>, base: { xp: number, stars: number }, factors: Array<{ currency: RewardCurrency, source: RewardSource, value: string }>, final: { xp: number, stars: number } }, newReward: { cutBy: Array<RewardCut>, base: { xp: number, stars: number }, factors: Array<{ currency: RewardCurrency, source: RewardSource, value: string }>, final: { xp: number, stars: number } } }> } | null };

export type RewardPartsFragment = { cutBy: Array<RewardCut>, base: { xp: number, stars: number }, factors: Array<{ currency: RewardCurrency, source: RewardSource, value: string }>, final: { xp: number, stars: number } };

export type WhatIfQueryVariables = Exact<{
  guild: string;
  input: PreviewRulesInput;
}>;


export type WhatIfQuery = { guild: { previewRules: { since: string, eventCount: number, memberCount: number, total: { xp: number, stars: number, newXp: number, newStars: number }, members: Array<{ userId: string, member: { displayName: string } | null, earnings: { xp: number, stars: number, newXp: number, newStars: number } }> } } | null };

export type EarningsFragment = { xp: number, stars: number, newXp: number, newStars: number };

export type CreateZoneMutationVariables = Exact<{
  input: CreateZoneInput;
}>;


export type CreateZoneMutation = { createZone: { entry: { id: string } | null, zone: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type UpdateZoneMutationVariables = Exact<{
  input: UpdateZoneInput;
}>;


export type UpdateZoneMutation = { updateZone: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type DeactivateZoneMutationVariables = Exact<{
  input: DeactivateZoneInput;
}>;


export type DeactivateZoneMutation = { deactivateZone: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type ReactivateZoneMutationVariables = Exact<{
  input: ReactivateZoneInput;
}>;


export type ReactivateZoneMutation = { reactivateZone: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

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

export type BoostsQueryVariables = Exact<{
  guild: string;
}>;


export type BoostsQuery = { guild: { boosts: Array<{ id: string, name: string, roleId: string | null, startsAt: string | null, endsAt: string | null, active: boolean, running: boolean, version: number, multipliers: Array<{ kind: ActivityKind, xp: string, stars: string }> }>, roles: Array<{ roleId: string, name: string }> } | null };

export type CreateBoostMutationVariables = Exact<{
  input: CreateBoostInput;
}>;


export type CreateBoostMutation = { createBoost: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type EndBoostMutationVariables = Exact<{
  input: EndBoostInput;
}>;


export type EndBoostMutation = { endBoost: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type EmbedFeedQueryVariables = Exact<{
  guild: string;
  first: number;
}>;


export type EmbedFeedQuery = { guild: { name: string, feed: { nodes: Array<{ id: string, kind: FeedKind, at: string, level: number | null, xp: number, gold: number, reason: string | null, achievement: { name: string, rarity: Rarity, badge: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } }> } } | null };

export type FeedSubscriptionVariables = Exact<{
  guild: string;
  first: number;
}>;


export type FeedSubscription = { feed: { nodes: Array<{ id: string, kind: FeedKind, at: string, level: number | null, xp: number, gold: number, reason: string | null, achievement: { name: string, rarity: Rarity, badge: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } }> } };

export type LeaderboardRowFragment = { rank: number, value: number, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, markers: Array<string>, level: number, progress: { ratio: number } } };

export type FeedItemFragment = { id: string, kind: FeedKind, at: string, level: number | null, xp: number, gold: number, reason: string | null, achievement: { name: string, rarity: Rarity, badge: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } };

export type PulseFiguresFragment = { memberCount: number, activeToday: number, messagesToday: number, xpToday: number, achievementsToday: number, inVoice: number };

export type TallyFiguresFragment = { xp: number, stars: number, messages: number, reactionsGiven: number, reactionsReceived: number, threads: number, voiceMinutes: number };

export type GuildsQueryVariables = Exact<{ [key: string]: never; }>;


export type GuildsQuery = { guilds: Array<{ guildId: string, audience: Audience }> };

export type OverviewQueryVariables = Exact<{
  guild: string;
}>;


export type OverviewQuery = { guild: { guildId: string, name: string, motto: string, iconUrl: string | null, viewerSeesMembers: boolean, season: { name: string, startsAt: string, endsAt: string | null } | null, pulse: { memberCount: number, activeToday: number, messagesToday: number, xpToday: number, achievementsToday: number, inVoice: number }, leaderboard: { totalCount: number, nodes: Array<{ rank: number, value: number, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, markers: Array<string>, level: number, progress: { ratio: number } } }> }, feed: { nodes: Array<{ id: string, kind: FeedKind, at: string, level: number | null, xp: number, gold: number, reason: string | null, achievement: { name: string, rarity: Rarity, badge: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } }> }, activity: { timeZone: string, series: Array<{ points: Array<{ at: string, events: number, xp: number }> }> } } | null };

export type PulseQueryVariables = Exact<{
  guild: string;
}>;


export type PulseQuery = { guild: { pulse: { memberCount: number, activeToday: number, messagesToday: number, xpToday: number, achievementsToday: number, inVoice: number } } | null };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { __typename: 'Query' };

export type SumPartsFragment = { xp: number, stars: number, gold: number, messages: number, voiceMinutes: number };

export type ImportsQueryVariables = Exact<{
  guild: string;
  keep: ImportKeep;
  meeting: ImportMeeting;
  take: Array<OfferedSetting> | OfferedSetting;
}>;


export type ImportsQuery = { guild: { achievements: Array<{ awarding: number | null }>, auditLog: { nodes: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }, imports: Array<{ id: string, source: ImportSource, state: ImportState, people: number, createdAt: string, oddCount: number, offers: Array<{ what: OfferedSetting, key: string, present: unknown, value: unknown }>, oddRows: Array<{ where: string, why: string }>, preview: { people: number, newcomers: number, changed: number, before: { xp: number, stars: number, gold: number, messages: number, voiceMinutes: number }, after: { xp: number, stars: number, gold: number, messages: number, voiceMinutes: number }, members: Array<{ userId: string, name: string | null, isNew: boolean, xpBefore: number, xpAfter: number, levelBefore: number, levelAfter: number }> } }> } | null };

export type ApplyImportMutationVariables = Exact<{
  input: ApplyImportInput;
}>;


export type ApplyImportMutation = { applyImport: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

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
  season?: string | number | null | undefined;
  zones?: Array<string | number> | string | number | null | undefined;
}>;


export type LeaderboardQuery = { guild: { name: string, viewerSeesMembers: boolean, seasons: Array<{ id: string, name: string }>, zones: Array<{ id: string, name: string, active: boolean }>, season: { name: string, startsAt: string, endsAt: string | null } | null, top?: { nodes: Array<{ value: number }> }, leaderboard: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ rank: number, value: number, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, markers: Array<string>, level: number, progress: { ratio: number } } }> } } | null };

export type LeaderboardChangedSubscriptionVariables = Exact<{
  guild: string;
  by: Board;
  span: BoardSpan;
  first: number;
}>;


export type LeaderboardChangedSubscription = { leaderboardChanged: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ rank: number, value: number, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, markers: Array<string>, level: number, progress: { ratio: number } } }> } };

export type FindMembersQueryVariables = Exact<{
  guild: string;
  search: string;
}>;


export type FindMembersQuery = { guild: { name: string, viewerSeesMembers: boolean, members: { totalCount: number, nodes: Array<{ userId: string, displayName: string, avatarUrl: string, level: number, xp: number, rank: number }> } } | null };

export type LevelRolesQueryVariables = Exact<{
  guild: string;
}>;


export type LevelRolesQuery = { guild: { levelRoles: { waiting: number, checking: boolean, levelRoles: Array<{ level: number, roleId: string, trouble: { roleId: string, problem: RoleProblem, since: string } | null }>, troubles: Array<{ roleId: string, problem: RoleProblem, since: string }> }, roles: Array<{ roleId: string, name: string, color: string }>, settings: { version: number, groups: Array<{ key: string, settings: Array<{ key: string, value: unknown }> }> } } | null };

export type TroubleFragment = { roleId: string, problem: RoleProblem, since: string };

export type SetLevelRoleMutationVariables = Exact<{
  input: SetLevelRoleInput;
}>;


export type SetLevelRoleMutation = { setLevelRole: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type RemoveLevelRoleMutationVariables = Exact<{
  input: RemoveLevelRoleInput;
}>;


export type RemoveLevelRoleMutation = { removeLevelRole: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type SetLevelRoleRulesMutationVariables = Exact<{
  input: UpdateSettingsInput;
}>;


export type SetLevelRoleRulesMutation = { updateSettings: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { userId: string, username: string, displayName: string, avatarUrl: string, guilds: Array<{ admin: boolean, tracked: boolean, preferences: { announceLevelUps: boolean, announceAchievements: boolean, announceAwards: boolean, announceDirect: boolean, visibility: MemberVisibility, accentColor: string | null }, guild: { guildId: string, name: string }, member: { userId: string, displayName: string, avatarUrl: string, level: number, xp: number, stars: number, gold: number, rank: number, progress: { earned: number, needed: number, ratio: number } } | null }>, session: { id: string } | null, sessions: Array<{ id: string, createdAt: string, lastUsedAt: string, expiresAt: string }>, apiTokens: Array<{ id: string, name: string, scopes: Array<TokenScope>, createdAt: string, expiresAt: string, lastUsedAt: string | null }> } | null };

export type UpdatePreferencesMutationVariables = Exact<{
  input: UpdatePreferencesInput;
}>;


export type UpdatePreferencesMutation = { updatePreferences: { problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type CreateApiTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;


export type CreateApiTokenMutation = { createApiToken: { secret: string | null, apiToken: { name: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type RevokeApiTokenMutationVariables = Exact<{
  input: RevokeApiTokenInput;
}>;


export type RevokeApiTokenMutation = { revokeApiToken: { apiToken: { name: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type MyPrivacyQueryVariables = Exact<{ [key: string]: never; }>;


export type MyPrivacyQuery = { viewer: { userId: string, guilds: Array<{ tracked: boolean, guild: { guildId: string, name: string } }> } | null };

export type RequestMyDataMutationVariables = Exact<{
  input: RequestMyDataInput;
}>;


export type RequestMyDataMutation = { requestMyData: { fileName: string | null, document: unknown, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type SetTrackingMutationVariables = Exact<{
  input: SetTrackingInput;
}>;


export type SetTrackingMutation = { setTracking: { tracked: boolean | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type ForgetMeMutationVariables = Exact<{
  input: ForgetMeInput;
}>;


export type ForgetMeMutation = { forgetMe: { guildIds: Array<string>, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type MemberQueryVariables = Exact<{
  guild: string;
  member: string;
}>;


export type MemberQuery = { guild: { name: string, viewerSeesMembers: boolean, season: { name: string } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string, markers: Array<string>, joinedAt: string | null, level: number, xp: number, stars: number, gold: number, rank: number, streak: number, longestStreak: number, graceDaysUsed: number, progress: { earned: number, needed: number, ratio: number }, lifetime: { xp: number, stars: number, messages: number, reactionsGiven: number, reactionsReceived: number, threads: number, voiceMinutes: number }, season: { xp: number, stars: number, messages: number, reactionsGiven: number, reactionsReceived: number, threads: number, voiceMinutes: number }, calendar: Array<{ day: string, tally: { xp: number, messages: number } }>, achievements: Array<{ earnedAt: string, achievement: { id: string, name: string, description: string, rarity: Rarity, badge: string, xp: number, gold: number } }> } | null } | null };

export type QuestFactsFragment = { id: string, title: string, description: string, xp: number, stars: number, usualStars: boolean, gold: number, places: number | null, placesLeft: number | null, underWay: number, completed: number, endsAt: string | null, proof: QuestProof, hindrance: QuestHindrance | null, active: boolean, version: number, zone: { id: string, name: string } | null, season: { id: string, name: string } | null };

export type QuestsQueryVariables = Exact<{
  guild: string;
  filter: QuestFilter;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type QuestsQuery = { guild: { name: string, quests: { nodes: Array<{ id: string, title: string, description: string, xp: number, stars: number, usualStars: boolean, gold: number, places: number | null, placesLeft: number | null, underWay: number, completed: number, endsAt: string | null, proof: QuestProof, hindrance: QuestHindrance | null, active: boolean, version: number, mine: { state: QuestState, claimedAt: string, handedInAt: string | null, proof: string | null, answer: string | null } | null, zone: { id: string, name: string } | null, season: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type AdminQuestsQueryVariables = Exact<{
  guild: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AdminQuestsQuery = { guild: { questHandIns: { totalCount: number, nodes: Array<{ id: string, proof: string | null, handedInAt: string | null, quest: { title: string, xp: number, stars: number, gold: number } | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } | null }> }, quests: { nodes: Array<{ id: string, title: string, description: string, xp: number, stars: number, usualStars: boolean, gold: number, places: number | null, placesLeft: number | null, underWay: number, completed: number, endsAt: string | null, proof: QuestProof, hindrance: QuestHindrance | null, active: boolean, version: number, zone: { id: string, name: string } | null, season: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type QuestPlacesQueryVariables = Exact<{
  guild: string;
}>;


export type QuestPlacesQuery = { guild: { zones: Array<{ id: string, name: string, active: boolean }>, seasons: Array<{ id: string, name: string }> } | null };

export type AdminQuestQueryVariables = Exact<{
  guild: string;
  quest: string | number;
}>;


export type AdminQuestQuery = { guild: { quest: { id: string, title: string, description: string, xp: number, stars: number, usualStars: boolean, gold: number, places: number | null, placesLeft: number | null, underWay: number, completed: number, endsAt: string | null, proof: QuestProof, hindrance: QuestHindrance | null, active: boolean, version: number, zone: { id: string, name: string } | null, season: { id: string, name: string } | null } | null, zones: Array<{ id: string, name: string, active: boolean }>, seasons: Array<{ id: string, name: string }> } | null };

export type ClaimQuestMutationVariables = Exact<{
  input: ClaimQuestInput;
}>;


export type ClaimQuestMutation = { claimQuest: { quest: { title: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type HandInQuestMutationVariables = Exact<{
  input: HandInQuestInput;
}>;


export type HandInQuestMutation = { handInQuest: { quest: { title: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type GiveUpQuestMutationVariables = Exact<{
  input: GiveUpQuestInput;
}>;


export type GiveUpQuestMutation = { giveUpQuest: { quest: { title: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type CreateQuestMutationVariables = Exact<{
  input: CreateQuestInput;
}>;


export type CreateQuestMutation = { createQuest: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type UpdateQuestMutationVariables = Exact<{
  input: UpdateQuestInput;
}>;


export type UpdateQuestMutation = { updateQuest: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type DeactivateQuestMutationVariables = Exact<{
  input: DeactivateQuestInput;
}>;


export type DeactivateQuestMutation = { deactivateQuest: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type ReactivateQuestMutationVariables = Exact<{
  input: ReactivateQuestInput;
}>;


export type ReactivateQuestMutation = { reactivateQuest: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type AcceptHandInMutationVariables = Exact<{
  input: AcceptHandInInput;
}>;


export type AcceptHandInMutation = { acceptHandIn: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type SendBackHandInMutationVariables = Exact<{
  input: SendBackHandInInput;
}>;


export type SendBackHandInMutation = { sendBackHandIn: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

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

export type SetupQueryVariables = Exact<{
  guild: string;
}>;


export type SetupQuery = { guild: { pulse: { memberCount: number }, system: { bot: { state: BotState } | null }, zones: Array<{ id: string, name: string, active: boolean, version: number, channelIds: Array<string> }>, channels: Array<{ channelId: string, name: string, kind: number, parentId: string | null, zone: { active: boolean } | null }>, roles: Array<{ roleId: string, name: string }>, settings: { version: number, groups: Array<{ key: string, help: string, settings: Array<{ key: string, help: string, kind: SettingKind, optional: boolean, value: unknown, default: unknown, minimum: number | null, maximum: number | null, choices: Array<string> }> }> } } | null };

export type OfferFactsFragment = { id: string, name: string, description: string, kind: ShopOfferKind, roleId: string | null, marker: string, gold: number, stock: number | null, stockLeft: number | null, perMember: number | null, sold: number, active: boolean, trouble: string | null, version: number };

export type PurchaseFactsFragment = { id: string, name: string, kind: ShopOfferKind, marker: string, gold: number, boughtAt: string, refundedAt: string | null };

export type ShopQueryVariables = Exact<{
  guild: string;
}>;


export type ShopQuery = { guild: { name: string, shop: Array<{ mine: number, obstacle: ShopObstacle | null, id: string, name: string, description: string, kind: ShopOfferKind, roleId: string | null, marker: string, gold: number, stock: number | null, stockLeft: number | null, perMember: number | null, sold: number, active: boolean, trouble: string | null, version: number }>, shopPurchases: { nodes: Array<{ id: string, name: string, kind: ShopOfferKind, marker: string, gold: number, boughtAt: string, refundedAt: string | null }> } } | null };

export type AdminShopQueryVariables = Exact<{
  guild: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AdminShopQuery = { guild: { shop: Array<{ id: string, name: string, description: string, kind: ShopOfferKind, roleId: string | null, marker: string, gold: number, stock: number | null, stockLeft: number | null, perMember: number | null, sold: number, active: boolean, trouble: string | null, version: number }>, roles: Array<{ roleId: string, name: string }>, shopPurchases: { nodes: Array<{ id: string, name: string, kind: ShopOfferKind, marker: string, gold: number, boughtAt: string, refundedAt: string | null, member: { userId: string, displayName: string, anonymous: boolean, avatarUrl: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type BuyOfferMutationVariables = Exact<{
  input: BuyOfferInput;
}>;


export type BuyOfferMutation = { buyOffer: { left: number, repeated: boolean, offer: { name: string, kind: ShopOfferKind } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type CreateOfferMutationVariables = Exact<{
  input: CreateOfferInput;
}>;


export type CreateOfferMutation = { createOffer: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type UpdateOfferMutationVariables = Exact<{
  input: UpdateOfferInput;
}>;


export type UpdateOfferMutation = { updateOffer: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type DeactivateOfferMutationVariables = Exact<{
  input: DeactivateOfferInput;
}>;


export type DeactivateOfferMutation = { deactivateOffer: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type ReactivateOfferMutationVariables = Exact<{
  input: ReactivateOfferInput;
}>;


export type ReactivateOfferMutation = { reactivateOffer: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type RefundPurchaseMutationVariables = Exact<{
  input: RefundPurchaseInput;
}>;


export type RefundPurchaseMutation = { refundPurchase: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type SystemQueryVariables = Exact<{
  guild: string;
}>;


export type SystemQuery = { guild: { system: { announcementsWaiting: number, fairPlay: { events: number, cut: number, members: number, newcomers: number, raid: { since: string, accounts: number, events: number, cut: number } | null }, bot: { state: BotState, version: string, startedAt: string, toldAt: string, onlineSince: string | null, eventsPerMinute: number, queueDepth: number, spoolDepth: number, batchSize: number, batchMilliseconds: number, noticeMilliseconds: number | null, eventsRecorded: number, eventsDropped: number, eventsRejected: number, faults: Array<{ reference: string, what: string, at: string }> } | null, api: { version: string, startedAt: string, noticeMilliseconds: number | null, faults: Array<{ reference: string, what: string, at: string }> } } } | null };

export type FaultLineFragment = { reference: string, what: string, at: string };

export type WebhookPartsFragment = { id: string, url: string, description: string, events: Array<WebhookEvent>, active: boolean, version: number, createdAt: string, previousSecretUntil: string | null };

export type DeliveryPartsFragment = { id: string, messageId: string, type: string, occurredAt: string, state: WebhookDeliveryState, nextAttemptAt: string | null, finishedAt: string | null, member: { userId: string, displayName: string } | null, attempts: Array<{ at: string, outcome: WebhookOutcome, status: number | null, milliseconds: number }> };

export type WebhooksQueryVariables = Exact<{
  guild: string;
}>;


export type WebhooksQuery = { guild: { webhooks: Array<{ id: string, url: string, description: string, events: Array<WebhookEvent>, active: boolean, version: number, createdAt: string, previousSecretUntil: string | null, deliveries: { nodes: Array<{ id: string, messageId: string, type: string, occurredAt: string, state: WebhookDeliveryState, nextAttemptAt: string | null, finishedAt: string | null, member: { userId: string, displayName: string } | null, attempts: Array<{ at: string, outcome: WebhookOutcome, status: number | null, milliseconds: number }> }> } }> } | null };

export type WebhookDeliveriesQueryVariables = Exact<{
  guild: string;
  webhook: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WebhookDeliveriesQuery = { guild: { webhook: { id: string, url: string, description: string, events: Array<WebhookEvent>, active: boolean, version: number, createdAt: string, previousSecretUntil: string | null, deliveries: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, messageId: string, type: string, occurredAt: string, state: WebhookDeliveryState, nextAttemptAt: string | null, finishedAt: string | null, member: { userId: string, displayName: string } | null, attempts: Array<{ at: string, outcome: WebhookOutcome, status: number | null, milliseconds: number }> }> } } | null } | null };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;


export type CreateWebhookMutation = { createWebhook: { secret: string | null, webhook: { id: string, url: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type UpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookInput;
}>;


export type UpdateWebhookMutation = { updateWebhook: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type DeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookInput;
}>;


export type DeleteWebhookMutation = { deleteWebhook: { entry: { id: string } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: { secret: string | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type TestWebhookMutationVariables = Exact<{
  input: TestWebhookInput;
}>;


export type TestWebhookMutation = { testWebhook: { problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type RedeliverWebhookMutationVariables = Exact<{
  input: RedeliverWebhookInput;
}>;


export type RedeliverWebhookMutation = { redeliverWebhook: { problems: Array<{ code: ProblemCode, message: string, path: Array<string>, meanwhile: Array<{ id: string, at: string, actorId: string | null, action: string, subject: string, reason: string | null, reverts: string | null, revertedBy: string | null, actor: { userId: string, displayName: string, avatarUrl: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }>, names: Array<{ ref: string, name: string }> }> }> } | null };

export type WeekQueryVariables = Exact<{
  guild: string;
  week?: string | null | undefined;
}>;


export type WeekQuery = { guild: { name: string, viewerSeesMembers: boolean, recap: { week: string, active: number, activeBefore: number, messages: number, xp: number, achievementsEarned: number, zone: string | null, zoneEvents: number, best: Array<{ xp: number, member: { userId: string, displayName: string, anonymous: boolean } }>, risen: Array<{ level: number, levels: number, member: { userId: string, displayName: string, anonymous: boolean } }>, achievements: Array<{ earners: number, achievement: { id: string, name: string, rarity: Rarity, badge: string } }> }, weeklyWinners: Array<{ week: string, winners: Array<{ place: number, xp: number, member: { userId: string, displayName: string, anonymous: boolean } }> }> } | null };

export type NamedFragment = { userId: string, displayName: string, anonymous: boolean };

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
export const AchievementPartsFragmentDoc = new TypedDocumentString(`
    fragment AchievementParts on Achievement {
  id
  name
  description
  rarity
  badge
  xp
  gold
  trigger
  threshold
  scope
  zone {
    id
    name
  }
  category
  channelId
  series
  seriesStep
  active
  version
  awarding
  earnerCount
  earnerShare
}
    `, {"fragmentName":"AchievementParts"}) as unknown as TypedDocumentString<AchievementPartsFragment, unknown>;
export const ZonePartsFragmentDoc = new TypedDocumentString(`
    fragment ZoneParts on Zone {
  id
  name
  description
  active
  version
  channelIds
  multipliers {
    kind
    xp
    stars
  }
}
    `, {"fragmentName":"ZoneParts"}) as unknown as TypedDocumentString<ZonePartsFragment, unknown>;
export const ChannelPartsFragmentDoc = new TypedDocumentString(`
    fragment ChannelParts on Channel {
  channelId
  name
  kind
  parentId
  zone {
    id
    name
    active
  }
}
    `, {"fragmentName":"ChannelParts"}) as unknown as TypedDocumentString<ChannelPartsFragment, unknown>;
export const RewardPartsFragmentDoc = new TypedDocumentString(`
    fragment RewardParts on Reward {
  base {
    xp
    stars
  }
  factors {
    currency
    source
    value
  }
  cutBy
  final {
    xp
    stars
  }
}
    `, {"fragmentName":"RewardParts"}) as unknown as TypedDocumentString<RewardPartsFragment, unknown>;
export const EarningsFragmentDoc = new TypedDocumentString(`
    fragment Earnings on PreviewEarnings {
  xp
  stars
  newXp
  newStars
}
    `, {"fragmentName":"Earnings"}) as unknown as TypedDocumentString<EarningsFragment, unknown>;
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
    markers
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
export const SumPartsFragmentDoc = new TypedDocumentString(`
    fragment SumParts on ImportSums {
  xp
  stars
  gold
  messages
  voiceMinutes
}
    `, {"fragmentName":"SumParts"}) as unknown as TypedDocumentString<SumPartsFragment, unknown>;
export const TroubleFragmentDoc = new TypedDocumentString(`
    fragment Trouble on RoleTrouble {
  roleId
  problem
  since
}
    `, {"fragmentName":"Trouble"}) as unknown as TypedDocumentString<TroubleFragment, unknown>;
export const QuestFactsFragmentDoc = new TypedDocumentString(`
    fragment QuestFacts on Quest {
  id
  title
  description
  xp
  stars
  usualStars
  gold
  zone {
    id
    name
  }
  season {
    id
    name
  }
  places
  placesLeft
  underWay
  completed
  endsAt
  proof
  hindrance
  active
  version
}
    `, {"fragmentName":"QuestFacts"}) as unknown as TypedDocumentString<QuestFactsFragment, unknown>;
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
export const OfferFactsFragmentDoc = new TypedDocumentString(`
    fragment OfferFacts on ShopOffer {
  id
  name
  description
  kind
  roleId
  marker
  gold
  stock
  stockLeft
  perMember
  sold
  active
  trouble
  version
}
    `, {"fragmentName":"OfferFacts"}) as unknown as TypedDocumentString<OfferFactsFragment, unknown>;
export const PurchaseFactsFragmentDoc = new TypedDocumentString(`
    fragment PurchaseFacts on ShopPurchase {
  id
  name
  kind
  marker
  gold
  boughtAt
  refundedAt
}
    `, {"fragmentName":"PurchaseFacts"}) as unknown as TypedDocumentString<PurchaseFactsFragment, unknown>;
export const FaultLineFragmentDoc = new TypedDocumentString(`
    fragment FaultLine on Fault {
  reference
  what
  at
}
    `, {"fragmentName":"FaultLine"}) as unknown as TypedDocumentString<FaultLineFragment, unknown>;
export const WebhookPartsFragmentDoc = new TypedDocumentString(`
    fragment WebhookParts on Webhook {
  id
  url
  description
  events
  active
  version
  createdAt
  previousSecretUntil
}
    `, {"fragmentName":"WebhookParts"}) as unknown as TypedDocumentString<WebhookPartsFragment, unknown>;
export const DeliveryPartsFragmentDoc = new TypedDocumentString(`
    fragment DeliveryParts on WebhookDelivery {
  id
  messageId
  type
  occurredAt
  state
  nextAttemptAt
  finishedAt
  member {
    userId
    displayName
  }
  attempts {
    at
    outcome
    status
    milliseconds
  }
}
    `, {"fragmentName":"DeliveryParts"}) as unknown as TypedDocumentString<DeliveryPartsFragment, unknown>;
export const NamedFragmentDoc = new TypedDocumentString(`
    fragment Named on Member {
  userId
  displayName
  anonymous
}
    `, {"fragmentName":"Named"}) as unknown as TypedDocumentString<NamedFragment, unknown>;
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
export const AdminAchievementsDocument = new TypedDocumentString(`
    query AdminAchievements($guild: Snowflake!) {
  guild(id: $guild) {
    achievements {
      ...AchievementParts
    }
    zones {
      id
      name
      active
    }
    channels {
      channelId
      name
      kind
      parentId
    }
  }
}
    fragment AchievementParts on Achievement {
  id
  name
  description
  rarity
  badge
  xp
  gold
  trigger
  threshold
  scope
  zone {
    id
    name
  }
  category
  channelId
  series
  seriesStep
  active
  version
  awarding
  earnerCount
  earnerShare
}`, {"hash":"sha256:b16b2dd9882dcd023ae24f3aa1bd9b220ded9a40faa2e7f49c1b54e9ff938499"}) as unknown as TypedDocumentString<AdminAchievementsQuery, AdminAchievementsQueryVariables>;
export const RehearseAchievementDocument = new TypedDocumentString(`
    query RehearseAchievement($guild: Snowflake!, $input: RehearseAchievementInput!) {
  guild(id: $guild) {
    rehearseAchievement(input: $input) {
      channelId
      memberCount
      passingCount
      freshCount
      post {
        title
        description
        color
        pictureUrl
        footer
        fields {
          name
          value
          inline
        }
      }
    }
  }
}
    `, {"hash":"sha256:936e04c993182c50eadcf9f9eb471c566b2da80205dc7125b53f51dab937f558"}) as unknown as TypedDocumentString<RehearseAchievementQuery, RehearseAchievementQueryVariables>;
export const CreateAchievementDocument = new TypedDocumentString(`
    mutation CreateAchievement($input: CreateAchievementInput!) {
  createAchievement(input: $input) {
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
}`, {"hash":"sha256:1bc011d2c69ea85e4d44be91fa3eacd870151040186a030ddda6ddd049922486"}) as unknown as TypedDocumentString<CreateAchievementMutation, CreateAchievementMutationVariables>;
export const UpdateAchievementDocument = new TypedDocumentString(`
    mutation UpdateAchievement($input: UpdateAchievementInput!) {
  updateAchievement(input: $input) {
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
}`, {"hash":"sha256:417338335a5d6b3598b4a80cf5ecdea1c12f1be64832e093fa9ce276d3e8bbdd"}) as unknown as TypedDocumentString<UpdateAchievementMutation, UpdateAchievementMutationVariables>;
export const DeactivateAchievementDocument = new TypedDocumentString(`
    mutation DeactivateAchievement($input: DeactivateAchievementInput!) {
  deactivateAchievement(input: $input) {
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
}`, {"hash":"sha256:d25e707aa763d01e0938955b41270f14f6bb8b00706a5ac8b15f85b958e1a5c7"}) as unknown as TypedDocumentString<DeactivateAchievementMutation, DeactivateAchievementMutationVariables>;
export const ReactivateAchievementDocument = new TypedDocumentString(`
    mutation ReactivateAchievement($input: ReactivateAchievementInput!) {
  reactivateAchievement(input: $input) {
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
}`, {"hash":"sha256:242626ee0df1f7e1fef82bc83ab49d4f918d39332d356d1ae8d60c6095c28e86"}) as unknown as TypedDocumentString<ReactivateAchievementMutation, ReactivateAchievementMutationVariables>;
export const AdminAwardsDocument = new TypedDocumentString(`
    query AdminAwards($guild: Snowflake!) {
  guild(id: $guild) {
    achievements {
      id
      name
      badge
      active
      category
    }
    awards: auditLog(subject: "award", first: 10) {
      nodes {
        ...Change
      }
    }
    grants: auditLog(subject: "grant", first: 5) {
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
}`, {"hash":"sha256:79a97b520492c474b0df4b5fb206632c48729daeaac0fba9e9587fd77bb623e0"}) as unknown as TypedDocumentString<AdminAwardsQuery, AdminAwardsQueryVariables>;
export const FindAwardeesDocument = new TypedDocumentString(`
    query FindAwardees($guild: Snowflake!, $search: String!) {
  guild(id: $guild) {
    members(filter: {search: $search}, first: 8) {
      nodes {
        userId
        displayName
        level
      }
    }
  }
}
    `, {"hash":"sha256:fc496ab900d6ae66751c1ad91f83a13c480dbc1919f46b0739a1b2e158df63a2"}) as unknown as TypedDocumentString<FindAwardeesQuery, FindAwardeesQueryVariables>;
export const AwardMemberDocument = new TypedDocumentString(`
    mutation AwardMember($input: AwardMemberInput!) {
  awardMember(input: $input) {
    entry {
      id
    }
    repeated
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
}`, {"hash":"sha256:742929f568a79101d55bce43ea55eb2db328a0af6b4f97dc3baf8390be831d7f"}) as unknown as TypedDocumentString<AwardMemberMutation, AwardMemberMutationVariables>;
export const GrantAchievementDocument = new TypedDocumentString(`
    mutation GrantAchievement($input: GrantAchievementInput!) {
  grantAchievement(input: $input) {
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
}`, {"hash":"sha256:b9f700578dcb2fc387eca25dedc6ed9677b46cfdf50992974eddf1af6c2cd1c8"}) as unknown as TypedDocumentString<GrantAchievementMutation, GrantAchievementMutationVariables>;
export const AdminZonesDocument = new TypedDocumentString(`
    query AdminZones($guild: Snowflake!) {
  guild(id: $guild) {
    zones {
      ...ZoneParts
    }
    channels {
      ...ChannelParts
    }
  }
}
    fragment ZoneParts on Zone {
  id
  name
  description
  active
  version
  channelIds
  multipliers {
    kind
    xp
    stars
  }
}
fragment ChannelParts on Channel {
  channelId
  name
  kind
  parentId
  zone {
    id
    name
    active
  }
}`, {"hash":"sha256:afabcaab71153ac5eda16d79049d154de214cfcc9ee2eb03018dcbc1511db52d"}) as unknown as TypedDocumentString<AdminZonesQuery, AdminZonesQueryVariables>;
export const WouldEarnDocument = new TypedDocumentString(`
    query WouldEarn($guild: Snowflake!, $input: WouldEarnInput!) {
  guild(id: $guild) {
    wouldEarn(input: $input) {
      zone
      newZone
      reward {
        ...RewardParts
      }
      newReward {
        ...RewardParts
      }
    }
  }
}
    fragment RewardParts on Reward {
  base {
    xp
    stars
  }
  factors {
    currency
    source
    value
  }
  cutBy
  final {
    xp
    stars
  }
}`, {"hash":"sha256:dd7d2e4275542e20711ed503eb3952b2a12ed1e865d6d6048ad6e3a1a01b0517"}) as unknown as TypedDocumentString<WouldEarnQuery, WouldEarnQueryVariables>;
export const WhatIfDocument = new TypedDocumentString(`
    query WhatIf($guild: Snowflake!, $input: PreviewRulesInput!) {
  guild(id: $guild) {
    previewRules(input: $input) {
      since
      eventCount
      memberCount
      total {
        ...Earnings
      }
      members(first: 10) {
        userId
        member {
          displayName
        }
        earnings {
          ...Earnings
        }
      }
    }
  }
}
    fragment Earnings on PreviewEarnings {
  xp
  stars
  newXp
  newStars
}`, {"hash":"sha256:971a959d3d12175a7ad1b8b068e1c7c57bfb02f63bc68b7028cb87350c200178"}) as unknown as TypedDocumentString<WhatIfQuery, WhatIfQueryVariables>;
export const CreateZoneDocument = new TypedDocumentString(`
    mutation CreateZone($input: CreateZoneInput!) {
  createZone(input: $input) {
    entry {
      id
    }
    zone {
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
}`, {"hash":"sha256:245995403bac7bc6b435fd27bab3ffde1007c69557e792717d0dc535f95a27ec"}) as unknown as TypedDocumentString<CreateZoneMutation, CreateZoneMutationVariables>;
export const UpdateZoneDocument = new TypedDocumentString(`
    mutation UpdateZone($input: UpdateZoneInput!) {
  updateZone(input: $input) {
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
}`, {"hash":"sha256:1ca1a256c5b3d19a9efa60a011be02ad404eb85b21874ccaf908de8c631e9724"}) as unknown as TypedDocumentString<UpdateZoneMutation, UpdateZoneMutationVariables>;
export const DeactivateZoneDocument = new TypedDocumentString(`
    mutation DeactivateZone($input: DeactivateZoneInput!) {
  deactivateZone(input: $input) {
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
}`, {"hash":"sha256:65fd7d2a0072ee54fc51bbb4c9aa6ddfaedd3a7adf38ce01d82fae2e5e86513f"}) as unknown as TypedDocumentString<DeactivateZoneMutation, DeactivateZoneMutationVariables>;
export const ReactivateZoneDocument = new TypedDocumentString(`
    mutation ReactivateZone($input: ReactivateZoneInput!) {
  reactivateZone(input: $input) {
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
}`, {"hash":"sha256:fd62b73e928472ad98b797bfee284161a90031589e9bf2c296fbf57e5df475a2"}) as unknown as TypedDocumentString<ReactivateZoneMutation, ReactivateZoneMutationVariables>;
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
export const BoostsDocument = new TypedDocumentString(`
    query Boosts($guild: Snowflake!) {
  guild(id: $guild) {
    boosts {
      id
      name
      roleId
      startsAt
      endsAt
      active
      running
      version
      multipliers {
        kind
        xp
        stars
      }
    }
    roles {
      roleId
      name
    }
  }
}
    `, {"hash":"sha256:3a7d152b106949261aa2ba991dab58be381e96021b6ee6a1ebc8c275becfc1a2"}) as unknown as TypedDocumentString<BoostsQuery, BoostsQueryVariables>;
export const CreateBoostDocument = new TypedDocumentString(`
    mutation CreateBoost($input: CreateBoostInput!) {
  createBoost(input: $input) {
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
}`, {"hash":"sha256:578f71d71d31bad7bbb9ac18c94772dd60b3e3af5bb8b206e7c3c6d508a63477"}) as unknown as TypedDocumentString<CreateBoostMutation, CreateBoostMutationVariables>;
export const EndBoostDocument = new TypedDocumentString(`
    mutation EndBoost($input: EndBoostInput!) {
  endBoost(input: $input) {
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
}`, {"hash":"sha256:fe1327daa2b191c5c2921f1ec2ef82020eea5f80578d705e1d80546c1ead9755"}) as unknown as TypedDocumentString<EndBoostMutation, EndBoostMutationVariables>;
export const EmbedFeedDocument = new TypedDocumentString(`
    query EmbedFeed($guild: Snowflake!, $first: Int!) {
  guild(id: $guild) {
    name
    feed(first: $first) {
      nodes {
        ...FeedItem
      }
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
}`, {"hash":"sha256:da565f4b0f7554829b02297f2681ee0c08f53273f2b6b5c8e35815e6985f5a91"}) as unknown as TypedDocumentString<EmbedFeedQuery, EmbedFeedQueryVariables>;
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
    audience
  }
}
    `, {"hash":"sha256:caab22609d9a01c385cfd85310912a04204d12a8823bfcfefe2591b2a12c7b4d"}) as unknown as TypedDocumentString<GuildsQuery, GuildsQueryVariables>;
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
    markers
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
}`, {"hash":"sha256:78f93ce3418e55e96be30f55cd07354e6390ccb8b2ef0320abe53dd9be101aae"}) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
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
export const ImportsDocument = new TypedDocumentString(`
    query Imports($guild: Snowflake!, $keep: ImportKeep!, $meeting: ImportMeeting!, $take: [OfferedSetting!]!) {
  guild(id: $guild) {
    achievements {
      awarding
    }
    auditLog(subject: "import", first: 20) {
      nodes {
        ...Change
      }
    }
    imports {
      id
      source
      state
      people
      createdAt
      offers {
        what
        key
        present
        value
      }
      oddRows {
        where
        why
      }
      oddCount
      preview(keep: $keep, meeting: $meeting, take: $take) {
        people
        newcomers
        changed
        before {
          ...SumParts
        }
        after {
          ...SumParts
        }
        members {
          userId
          name
          isNew
          xpBefore
          xpAfter
          levelBefore
          levelAfter
        }
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
}
fragment SumParts on ImportSums {
  xp
  stars
  gold
  messages
  voiceMinutes
}`, {"hash":"sha256:6c5cc36a895d04e2a75d4f50e3ea04884efe2516e22de9378efb995c58bc7207"}) as unknown as TypedDocumentString<ImportsQuery, ImportsQueryVariables>;
export const ApplyImportDocument = new TypedDocumentString(`
    mutation ApplyImport($input: ApplyImportInput!) {
  applyImport(input: $input) {
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
}`, {"hash":"sha256:f92268ad955cd91570583f21cc4502fae321d8338db150260dabf38cad531c89"}) as unknown as TypedDocumentString<ApplyImportMutation, ApplyImportMutationVariables>;
export const LeaderboardDocument = new TypedDocumentString(`
    query Leaderboard($guild: Snowflake!, $by: Board!, $span: BoardSpan!, $first: Int, $after: String, $last: Int, $before: String, $around: Snowflake, $later: Boolean!, $season: ID, $zones: [ID!]) {
  guild(id: $guild) {
    name
    viewerSeesMembers
    seasons {
      id
      name
    }
    zones {
      id
      name
      active
    }
    season {
      name
      startsAt
      endsAt
    }
    top: leaderboard(by: $by, span: $span, season: $season, zones: $zones, first: 1) @include(if: $later) {
      nodes {
        value
      }
    }
    leaderboard(
      by: $by
      span: $span
      season: $season
      zones: $zones
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
    markers
    level
    progress {
      ratio
    }
  }
}`, {"hash":"sha256:c39407684689c8e15d848c4ac5f81cdbf1c7d5cbad41df79b6e1bc8e1ba6fd35"}) as unknown as TypedDocumentString<LeaderboardQuery, LeaderboardQueryVariables>;
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
    markers
    level
    progress {
      ratio
    }
  }
}`, {"hash":"sha256:86845fc4dffd7d242d087a4bf919cf0f85c24642a49d7259b25ae4f182ccaf48"}) as unknown as TypedDocumentString<LeaderboardChangedSubscription, LeaderboardChangedSubscriptionVariables>;
export const FindMembersDocument = new TypedDocumentString(`
    query FindMembers($guild: Snowflake!, $search: String!) {
  guild(id: $guild) {
    name
    viewerSeesMembers
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
    `, {"hash":"sha256:f677ef740a69c0bd88cb8fca258a5a8a90a9727c92aa54eb71c7aa6495bca56e"}) as unknown as TypedDocumentString<FindMembersQuery, FindMembersQueryVariables>;
export const LevelRolesDocument = new TypedDocumentString(`
    query LevelRoles($guild: Snowflake!) {
  guild(id: $guild) {
    levelRoles {
      levelRoles {
        level
        roleId
        trouble {
          ...Trouble
        }
      }
      troubles {
        ...Trouble
      }
      waiting
      checking
    }
    roles {
      roleId
      name
      color
    }
    settings {
      version
      groups {
        key
        settings {
          key
          value
        }
      }
    }
  }
}
    fragment Trouble on RoleTrouble {
  roleId
  problem
  since
}`, {"hash":"sha256:ab4a8ae702c61046074cd0d3f9a4a2a54fec2e446c75d5db9b091640c1247850"}) as unknown as TypedDocumentString<LevelRolesQuery, LevelRolesQueryVariables>;
export const SetLevelRoleDocument = new TypedDocumentString(`
    mutation SetLevelRole($input: SetLevelRoleInput!) {
  setLevelRole(input: $input) {
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
}`, {"hash":"sha256:2c775d38a2dd38ddc668e5b8ef4840ce46d63a9dc5003a61bc27ec5b5d7e963a"}) as unknown as TypedDocumentString<SetLevelRoleMutation, SetLevelRoleMutationVariables>;
export const RemoveLevelRoleDocument = new TypedDocumentString(`
    mutation RemoveLevelRole($input: RemoveLevelRoleInput!) {
  removeLevelRole(input: $input) {
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
}`, {"hash":"sha256:b7bb72d18c0d6f7c4b506616dc28ad93f08866ae1665435c822e7a585d722183"}) as unknown as TypedDocumentString<RemoveLevelRoleMutation, RemoveLevelRoleMutationVariables>;
export const SetLevelRoleRulesDocument = new TypedDocumentString(`
    mutation SetLevelRoleRules($input: UpdateSettingsInput!) {
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
}`, {"hash":"sha256:d91c9ce7652f40075b584e65803d885a8b18d8b7ddbe7986ed27884e4ae9a8d6"}) as unknown as TypedDocumentString<SetLevelRoleRulesMutation, SetLevelRoleRulesMutationVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  viewer {
    userId
    username
    displayName
    avatarUrl
    guilds {
      admin
      tracked
      preferences {
        announceLevelUps
        announceAchievements
        announceAwards
        announceDirect
        visibility
        accentColor
      }
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
    `, {"hash":"sha256:0795f44f6e56536513ba4ab7bf21b87705df72213e499857a60e7cdde2d78432"}) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const UpdatePreferencesDocument = new TypedDocumentString(`
    mutation UpdatePreferences($input: UpdatePreferencesInput!) {
  updatePreferences(input: $input) {
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
}`, {"hash":"sha256:8235fc69fb8e830be1cc7e7eb5d58a739a4aef103cc19bc485562c2286b28ce0"}) as unknown as TypedDocumentString<UpdatePreferencesMutation, UpdatePreferencesMutationVariables>;
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
export const MyPrivacyDocument = new TypedDocumentString(`
    query MyPrivacy {
  viewer {
    userId
    guilds {
      tracked
      guild {
        guildId
        name
      }
    }
  }
}
    `, {"hash":"sha256:6123b4d5601637c6ce320e1773ebc6e58d599c7ad7d30c840ba1fecf70c7edec"}) as unknown as TypedDocumentString<MyPrivacyQuery, MyPrivacyQueryVariables>;
export const RequestMyDataDocument = new TypedDocumentString(`
    mutation RequestMyData($input: RequestMyDataInput!) {
  requestMyData(input: $input) {
    fileName
    document
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
}`, {"hash":"sha256:b300f33e1472429fd6907214e61f364ab7fe137a9e728981cc79da22288e3bfb"}) as unknown as TypedDocumentString<RequestMyDataMutation, RequestMyDataMutationVariables>;
export const SetTrackingDocument = new TypedDocumentString(`
    mutation SetTracking($input: SetTrackingInput!) {
  setTracking(input: $input) {
    tracked
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
}`, {"hash":"sha256:30661eac24a68928771db4cfbbe5d8b55c27d064afd01c9223a3988af657aa59"}) as unknown as TypedDocumentString<SetTrackingMutation, SetTrackingMutationVariables>;
export const ForgetMeDocument = new TypedDocumentString(`
    mutation ForgetMe($input: ForgetMeInput!) {
  forgetMe(input: $input) {
    guildIds
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
}`, {"hash":"sha256:7a6314c78d0c6c9c5eab4bd24546998d238b9c63b7b9038d3774389943b30ba3"}) as unknown as TypedDocumentString<ForgetMeMutation, ForgetMeMutationVariables>;
export const MemberDocument = new TypedDocumentString(`
    query Member($guild: Snowflake!, $member: Snowflake!) {
  guild(id: $guild) {
    name
    viewerSeesMembers
    season {
      name
    }
    member(id: $member) {
      userId
      displayName
      anonymous
      avatarUrl
      markers
      joinedAt
      level
      xp
      stars
      gold
      rank
      streak
      longestStreak
      graceDaysUsed
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
}`, {"hash":"sha256:ada8e9a81493bdce8f82d07ca5956774d8939fd609602b6618278acfd1cf35e1"}) as unknown as TypedDocumentString<MemberQuery, MemberQueryVariables>;
export const QuestsDocument = new TypedDocumentString(`
    query Quests($guild: Snowflake!, $filter: QuestFilter!, $first: Int, $after: String, $last: Int, $before: String) {
  guild(id: $guild) {
    name
    quests(
      filter: $filter
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        ...QuestFacts
        mine {
          state
          claimedAt
          handedInAt
          proof
          answer
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment QuestFacts on Quest {
  id
  title
  description
  xp
  stars
  usualStars
  gold
  zone {
    id
    name
  }
  season {
    id
    name
  }
  places
  placesLeft
  underWay
  completed
  endsAt
  proof
  hindrance
  active
  version
}`, {"hash":"sha256:4f10fea32df25ca6cbb2eafaac3abdb275e0802e845bf46b85677b5f2313f37c"}) as unknown as TypedDocumentString<QuestsQuery, QuestsQueryVariables>;
export const AdminQuestsDocument = new TypedDocumentString(`
    query AdminQuests($guild: Snowflake!, $first: Int, $after: String, $last: Int, $before: String) {
  guild(id: $guild) {
    questHandIns(first: 20) {
      totalCount
      nodes {
        id
        proof
        handedInAt
        quest {
          title
          xp
          stars
          gold
        }
        member {
          userId
          displayName
          anonymous
          avatarUrl
        }
      }
    }
    quests(filter: ALL, first: $first, after: $after, last: $last, before: $before) {
      nodes {
        ...QuestFacts
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment QuestFacts on Quest {
  id
  title
  description
  xp
  stars
  usualStars
  gold
  zone {
    id
    name
  }
  season {
    id
    name
  }
  places
  placesLeft
  underWay
  completed
  endsAt
  proof
  hindrance
  active
  version
}`, {"hash":"sha256:e70a5fb2fd84631530d3192b6bfe1b2498dea7593226ec9192526139083778d4"}) as unknown as TypedDocumentString<AdminQuestsQuery, AdminQuestsQueryVariables>;
export const QuestPlacesDocument = new TypedDocumentString(`
    query QuestPlaces($guild: Snowflake!) {
  guild(id: $guild) {
    zones {
      id
      name
      active
    }
    seasons {
      id
      name
    }
  }
}
    `, {"hash":"sha256:26d849ba8e6a57a29ff399e094756225c762e7fcb1a9617d2b6b041fa0e7223f"}) as unknown as TypedDocumentString<QuestPlacesQuery, QuestPlacesQueryVariables>;
export const AdminQuestDocument = new TypedDocumentString(`
    query AdminQuest($guild: Snowflake!, $quest: ID!) {
  guild(id: $guild) {
    quest(id: $quest) {
      ...QuestFacts
    }
    zones {
      id
      name
      active
    }
    seasons {
      id
      name
    }
  }
}
    fragment QuestFacts on Quest {
  id
  title
  description
  xp
  stars
  usualStars
  gold
  zone {
    id
    name
  }
  season {
    id
    name
  }
  places
  placesLeft
  underWay
  completed
  endsAt
  proof
  hindrance
  active
  version
}`, {"hash":"sha256:dfa2404aa817d20b97b9cb4c7a24e0f880bf711b0922e7db9a1710aaa79cc628"}) as unknown as TypedDocumentString<AdminQuestQuery, AdminQuestQueryVariables>;
export const ClaimQuestDocument = new TypedDocumentString(`
    mutation ClaimQuest($input: ClaimQuestInput!) {
  claimQuest(input: $input) {
    quest {
      title
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
}`, {"hash":"sha256:3f1a6cae74d4a1f03ab8b6fe12cc7a522e3d0383cd536278d20f1d24b8520aca"}) as unknown as TypedDocumentString<ClaimQuestMutation, ClaimQuestMutationVariables>;
export const HandInQuestDocument = new TypedDocumentString(`
    mutation HandInQuest($input: HandInQuestInput!) {
  handInQuest(input: $input) {
    quest {
      title
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
}`, {"hash":"sha256:faf34a9a54a635a3cd48f8cfa08efac83315c9184367a70cfe5ff7bd8d17fc86"}) as unknown as TypedDocumentString<HandInQuestMutation, HandInQuestMutationVariables>;
export const GiveUpQuestDocument = new TypedDocumentString(`
    mutation GiveUpQuest($input: GiveUpQuestInput!) {
  giveUpQuest(input: $input) {
    quest {
      title
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
}`, {"hash":"sha256:92b554fb0457b7dd202d80979bb1ca222cab7714d6359844e0d8b5e604686424"}) as unknown as TypedDocumentString<GiveUpQuestMutation, GiveUpQuestMutationVariables>;
export const CreateQuestDocument = new TypedDocumentString(`
    mutation CreateQuest($input: CreateQuestInput!) {
  createQuest(input: $input) {
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
}`, {"hash":"sha256:23296fe2581d4b9da262db8359f865cfb98ff1c19af7f068e8317e8f8226bc9c"}) as unknown as TypedDocumentString<CreateQuestMutation, CreateQuestMutationVariables>;
export const UpdateQuestDocument = new TypedDocumentString(`
    mutation UpdateQuest($input: UpdateQuestInput!) {
  updateQuest(input: $input) {
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
}`, {"hash":"sha256:db3e4ec4ae7d9b8a616e94c51f438e39b22c871a37c71c8161d53155c8149622"}) as unknown as TypedDocumentString<UpdateQuestMutation, UpdateQuestMutationVariables>;
export const DeactivateQuestDocument = new TypedDocumentString(`
    mutation DeactivateQuest($input: DeactivateQuestInput!) {
  deactivateQuest(input: $input) {
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
}`, {"hash":"sha256:d5aeafa1bc114cf67d5b746a229f8d3ce775fdecb6576a4a650ae70df477a3dc"}) as unknown as TypedDocumentString<DeactivateQuestMutation, DeactivateQuestMutationVariables>;
export const ReactivateQuestDocument = new TypedDocumentString(`
    mutation ReactivateQuest($input: ReactivateQuestInput!) {
  reactivateQuest(input: $input) {
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
}`, {"hash":"sha256:3136e00d20ee69d76d39d3a73b1d4458ba566624a71593077270e3940b9e30ce"}) as unknown as TypedDocumentString<ReactivateQuestMutation, ReactivateQuestMutationVariables>;
export const AcceptHandInDocument = new TypedDocumentString(`
    mutation AcceptHandIn($input: AcceptHandInInput!) {
  acceptHandIn(input: $input) {
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
}`, {"hash":"sha256:c50cc1f9c35a2006f60878befc44e1addbd6935e49e61540b15ff6d6bf542751"}) as unknown as TypedDocumentString<AcceptHandInMutation, AcceptHandInMutationVariables>;
export const SendBackHandInDocument = new TypedDocumentString(`
    mutation SendBackHandIn($input: SendBackHandInInput!) {
  sendBackHandIn(input: $input) {
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
}`, {"hash":"sha256:51d0910223d654309e9d83044620965ed96246d102a6d8c62f2bb87af935404b"}) as unknown as TypedDocumentString<SendBackHandInMutation, SendBackHandInMutationVariables>;
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
export const SetupDocument = new TypedDocumentString(`
    query Setup($guild: Snowflake!) {
  guild(id: $guild) {
    pulse {
      memberCount
    }
    system {
      bot {
        state
      }
    }
    zones {
      id
      name
      active
      version
      channelIds
    }
    channels {
      channelId
      name
      kind
      parentId
      zone {
        active
      }
    }
    roles {
      roleId
      name
    }
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
}`, {"hash":"sha256:9aa9a9c3b66ca0227552d4569592d7efa79ce4a7b318f6518cd8f4e808507ab3"}) as unknown as TypedDocumentString<SetupQuery, SetupQueryVariables>;
export const ShopDocument = new TypedDocumentString(`
    query Shop($guild: Snowflake!) {
  guild(id: $guild) {
    name
    shop {
      ...OfferFacts
      mine
      obstacle
    }
    shopPurchases(mine: true, first: 20) {
      nodes {
        ...PurchaseFacts
      }
    }
  }
}
    fragment OfferFacts on ShopOffer {
  id
  name
  description
  kind
  roleId
  marker
  gold
  stock
  stockLeft
  perMember
  sold
  active
  trouble
  version
}
fragment PurchaseFacts on ShopPurchase {
  id
  name
  kind
  marker
  gold
  boughtAt
  refundedAt
}`, {"hash":"sha256:1a4d60ec2e5ad8673959686fe25100871d343c7a7e8c286c8088025bbaf3b0cd"}) as unknown as TypedDocumentString<ShopQuery, ShopQueryVariables>;
export const AdminShopDocument = new TypedDocumentString(`
    query AdminShop($guild: Snowflake!, $first: Int, $after: String) {
  guild(id: $guild) {
    shop {
      ...OfferFacts
    }
    roles {
      roleId
      name
    }
    shopPurchases(first: $first, after: $after) {
      nodes {
        ...PurchaseFacts
        member {
          userId
          displayName
          anonymous
          avatarUrl
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment OfferFacts on ShopOffer {
  id
  name
  description
  kind
  roleId
  marker
  gold
  stock
  stockLeft
  perMember
  sold
  active
  trouble
  version
}
fragment PurchaseFacts on ShopPurchase {
  id
  name
  kind
  marker
  gold
  boughtAt
  refundedAt
}`, {"hash":"sha256:424f8c3fcaac633321c32784d9e6e6b89a1a1c88007f26269a84d7f0a1510757"}) as unknown as TypedDocumentString<AdminShopQuery, AdminShopQueryVariables>;
export const BuyOfferDocument = new TypedDocumentString(`
    mutation BuyOffer($input: BuyOfferInput!) {
  buyOffer(input: $input) {
    left
    repeated
    offer {
      name
      kind
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
}`, {"hash":"sha256:f7c67e265321a129f621356d98c50de869940f5921a301c06090e96aeb3aa008"}) as unknown as TypedDocumentString<BuyOfferMutation, BuyOfferMutationVariables>;
export const CreateOfferDocument = new TypedDocumentString(`
    mutation CreateOffer($input: CreateOfferInput!) {
  createOffer(input: $input) {
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
}`, {"hash":"sha256:0eb8db3a8ec15de81ce71a667a963b93c75df302d77493ac001b7dcbe71a4b63"}) as unknown as TypedDocumentString<CreateOfferMutation, CreateOfferMutationVariables>;
export const UpdateOfferDocument = new TypedDocumentString(`
    mutation UpdateOffer($input: UpdateOfferInput!) {
  updateOffer(input: $input) {
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
}`, {"hash":"sha256:9fa8a87c425afc8807136f309c45ed7f6e8c77b4284c81b34f9b22f6a8ee8381"}) as unknown as TypedDocumentString<UpdateOfferMutation, UpdateOfferMutationVariables>;
export const DeactivateOfferDocument = new TypedDocumentString(`
    mutation DeactivateOffer($input: DeactivateOfferInput!) {
  deactivateOffer(input: $input) {
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
}`, {"hash":"sha256:4761abe21c6c62f1b3d281840479e3f26a446ae400fafe13839ab3867bf2e5fe"}) as unknown as TypedDocumentString<DeactivateOfferMutation, DeactivateOfferMutationVariables>;
export const ReactivateOfferDocument = new TypedDocumentString(`
    mutation ReactivateOffer($input: ReactivateOfferInput!) {
  reactivateOffer(input: $input) {
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
}`, {"hash":"sha256:2466c37e1bf5b488fe4db9adb0d81ccad00b74e00d529fd574c07f510477efff"}) as unknown as TypedDocumentString<ReactivateOfferMutation, ReactivateOfferMutationVariables>;
export const RefundPurchaseDocument = new TypedDocumentString(`
    mutation RefundPurchase($input: RefundPurchaseInput!) {
  refundPurchase(input: $input) {
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
}`, {"hash":"sha256:1a0caadc326061211bac0bc02434a54570f0413397104c5a1361a3450901fb06"}) as unknown as TypedDocumentString<RefundPurchaseMutation, RefundPurchaseMutationVariables>;
export const SystemDocument = new TypedDocumentString(`
    query System($guild: Snowflake!) {
  guild(id: $guild) {
    system {
      announcementsWaiting
      fairPlay {
        events
        cut
        members
        newcomers
        raid {
          since
          accounts
          events
          cut
        }
      }
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
}`, {"hash":"sha256:e47ee7ae25313c089c4528b2ae002374b398bb671d3d2e2614015eea2a736bf2"}) as unknown as TypedDocumentString<SystemQuery, SystemQueryVariables>;
export const WebhooksDocument = new TypedDocumentString(`
    query Webhooks($guild: Snowflake!) {
  guild(id: $guild) {
    webhooks {
      ...WebhookParts
      deliveries(first: 1) {
        nodes {
          ...DeliveryParts
        }
      }
    }
  }
}
    fragment WebhookParts on Webhook {
  id
  url
  description
  events
  active
  version
  createdAt
  previousSecretUntil
}
fragment DeliveryParts on WebhookDelivery {
  id
  messageId
  type
  occurredAt
  state
  nextAttemptAt
  finishedAt
  member {
    userId
    displayName
  }
  attempts {
    at
    outcome
    status
    milliseconds
  }
}`, {"hash":"sha256:2b42d818878878e19676ae780d0ec66b35496cf42619771adc2b692bdbf3bddb"}) as unknown as TypedDocumentString<WebhooksQuery, WebhooksQueryVariables>;
export const WebhookDeliveriesDocument = new TypedDocumentString(`
    query WebhookDeliveries($guild: Snowflake!, $webhook: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  guild(id: $guild) {
    webhook(id: $webhook) {
      ...WebhookParts
      deliveries(first: $first, after: $after, last: $last, before: $before) {
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
        nodes {
          ...DeliveryParts
        }
      }
    }
  }
}
    fragment WebhookParts on Webhook {
  id
  url
  description
  events
  active
  version
  createdAt
  previousSecretUntil
}
fragment DeliveryParts on WebhookDelivery {
  id
  messageId
  type
  occurredAt
  state
  nextAttemptAt
  finishedAt
  member {
    userId
    displayName
  }
  attempts {
    at
    outcome
    status
    milliseconds
  }
}`, {"hash":"sha256:9b1a2be7f8b2ad249fc181365861607b25ad4365dc0e38d537f6a1b691ffb28b"}) as unknown as TypedDocumentString<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>;
export const CreateWebhookDocument = new TypedDocumentString(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    secret
    webhook {
      id
      url
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
}`, {"hash":"sha256:4b5b390822934f8041230143c2d66d95bb3b9e9f95b1d34a189496000ebc3776"}) as unknown as TypedDocumentString<CreateWebhookMutation, CreateWebhookMutationVariables>;
export const UpdateWebhookDocument = new TypedDocumentString(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
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
}`, {"hash":"sha256:44034beac03ab3ff4022806017636fe3c65ba02c2e9bfc5261b7c74f625690fd"}) as unknown as TypedDocumentString<UpdateWebhookMutation, UpdateWebhookMutationVariables>;
export const DeleteWebhookDocument = new TypedDocumentString(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
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
}`, {"hash":"sha256:f0eb54834b4471c90e53e1c5ff05480e256153fde0bede831d30a7618b1aca23"}) as unknown as TypedDocumentString<DeleteWebhookMutation, DeleteWebhookMutationVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
  rotateWebhookSecret(input: $input) {
    secret
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
}`, {"hash":"sha256:89095eb4420e703b498bdfc332416995cf541c44eab71685840e0f51a0f3467b"}) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const TestWebhookDocument = new TypedDocumentString(`
    mutation TestWebhook($input: TestWebhookInput!) {
  testWebhook(input: $input) {
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
}`, {"hash":"sha256:0605c0337559a7ddc8c981f5bf2f2487fc4289d8ef5f78dc47b7ceff66ed183d"}) as unknown as TypedDocumentString<TestWebhookMutation, TestWebhookMutationVariables>;
export const RedeliverWebhookDocument = new TypedDocumentString(`
    mutation RedeliverWebhook($input: RedeliverWebhookInput!) {
  redeliverWebhook(input: $input) {
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
}`, {"hash":"sha256:17f413f54be851615dfafa45a33ad5b03ddaa38637b4f150e0f48c1f9af99fa4"}) as unknown as TypedDocumentString<RedeliverWebhookMutation, RedeliverWebhookMutationVariables>;
export const WeekDocument = new TypedDocumentString(`
    query Week($guild: Snowflake!, $week: Date) {
  guild(id: $guild) {
    name
    viewerSeesMembers
    recap(week: $week) {
      week
      active
      activeBefore
      messages
      xp
      achievementsEarned
      zone
      zoneEvents
      best {
        xp
        member {
          ...Named
        }
      }
      risen {
        level
        levels
        member {
          ...Named
        }
      }
      achievements {
        earners
        achievement {
          id
          name
          rarity
          badge
        }
      }
    }
    weeklyWinners(first: 8) {
      week
      winners {
        place
        xp
        member {
          ...Named
        }
      }
    }
  }
}
    fragment Named on Member {
  userId
  displayName
  anonymous
}`, {"hash":"sha256:8061af71e542ef3f4ff74c6746bd4a3fa793ade0a43dbe53ff3ed8a72b0ba5f9"}) as unknown as TypedDocumentString<WeekQuery, WeekQueryVariables>;