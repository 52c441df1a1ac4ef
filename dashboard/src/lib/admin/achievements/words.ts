import type { AchievementScope, AchievementTrigger, Rarity } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** The rarities, the most common first. */
export const RARITIES: readonly Rarity[] = ['COMMON', 'UNCOMMON', 'RARE', 'EPIC', 'LEGENDARY'];

/** What an achievement can watch, in the order of the list. */
export const TRIGGERS: readonly AchievementTrigger[] = [
	'MESSAGES',
	'REACTIONS_GIVEN',
	'REACTIONS_RECEIVED',
	'THREADS',
	'VOICE_MINUTES',
	'XP',
	'STARS',
	'LEVEL',
	'STREAK',
	'ZONE_EVENTS',
	'MANUAL'
];

export const SCOPES: readonly AchievementScope[] = ['LIFETIME', 'SEASON'];

/** What knows no seasons. */
export const SEASONLESS: readonly AchievementTrigger[] = ['LEVEL', 'STREAK', 'MANUAL'];

export function rarityName(rarity: Rarity): string {
	return {
		COMMON: m.achievements_rarity_common,
		UNCOMMON: m.achievements_rarity_uncommon,
		RARE: m.achievements_rarity_rare,
		EPIC: m.achievements_rarity_epic,
		LEGENDARY: m.achievements_rarity_legendary
	}[rarity]();
}

/** What is counted. */
export function triggerName(trigger: AchievementTrigger): string {
	return {
		MESSAGES: m.achievements_trigger_messages,
		REACTIONS_GIVEN: m.achievements_trigger_reactions_given,
		REACTIONS_RECEIVED: m.achievements_trigger_reactions_received,
		THREADS: m.achievements_trigger_threads,
		VOICE_MINUTES: m.achievements_trigger_voice_minutes,
		STARS: m.achievements_trigger_stars,
		XP: m.achievements_trigger_xp,
		LEVEL: m.achievements_trigger_level,
		STREAK: m.achievements_trigger_streak,
		ZONE_EVENTS: m.achievements_trigger_zone_events,
		MANUAL: m.achievements_trigger_manual
	}[trigger]();
}

export function scopeName(scope: AchievementScope): string {
	return scope === 'SEASON' ? m.achievements_scope_season() : m.achievements_scope_lifetime();
}
