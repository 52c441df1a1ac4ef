import type { ActivityKind, RewardCut, RewardSource } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** The kinds of event that a zone has factors for, in the order of the grid. */
export const KINDS: readonly ActivityKind[] = [
	'MESSAGE_SENT',
	'REACTION_GIVEN',
	'REACTION_RECEIVED',
	'THREAD_CREATED',
	'VOICE_TICK'
];

/** What a kind of event is called. */
export function kindName(kind: ActivityKind): string {
	return {
		MESSAGE_SENT: m.kind_message_sent,
		REACTION_GIVEN: m.kind_reaction_given,
		REACTION_RECEIVED: m.kind_reaction_received,
		THREAD_CREATED: m.kind_thread_created,
		VOICE_TICK: m.kind_voice_tick
	}[kind]();
}

const SOURCES: Partial<Record<RewardSource, () => string>> = {
	ZONE: m.source_zone,
	LENGTH: m.source_length,
	CODE: m.source_code,
	LINK: m.source_link,
	ATTACHMENT: m.source_attachment,
	EMOJI: m.source_emoji,
	QUALITY_FLOOR: m.source_quality_floor,
	ROLE: m.source_role,
	EVENT: m.source_event
};

/** Where a factor comes from. */
export function sourceName(source: RewardSource): string {
	return (SOURCES[source] ?? m.source_other)();
}

const CUTS: Partial<Record<RewardCut, () => string>> = {
	ALONE: m.cut_alone,
	DAILY_CAP: m.cut_daily_cap
};

/** Why something earns less than it could. */
export function cutName(cut: RewardCut): string {
	return (CUTS[cut] ?? m.cut_other)();
}

/** The name of the input of one factor; it is the path that the API gives its problems. */
export function factorInput(kind: ActivityKind, currency: 'xp' | 'stars'): string {
	return `multipliers.${kind.toLowerCase()}.${currency}`;
}
