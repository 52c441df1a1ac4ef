import type { ActivityKind } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a boost can multiply, in the order of the form. */
export const KINDS = [
	'MESSAGE_SENT',
	'REACTION_GIVEN',
	'REACTION_RECEIVED',
	'THREAD_CREATED',
	'VOICE_TICK'
] as const satisfies ActivityKind[];

export const KIND_NAMES: Record<ActivityKind, () => string> = {
	MESSAGE_SENT: m.boosts_kind_message,
	REACTION_GIVEN: m.boosts_kind_given,
	REACTION_RECEIVED: m.boosts_kind_received,
	THREAD_CREATED: m.boosts_kind_thread,
	VOICE_TICK: m.boosts_kind_voice
};

interface Timed {
	active: boolean;
	running: boolean;
	endsAt?: string | null;
}

/** Where a boost stands at a moment. */
export function stateOf(boost: Timed, now: number): 'running' | 'planned' | 'over' {
	if (boost.running) return 'running';
	return !boost.active || (boost.endsAt && Date.parse(boost.endsAt) <= now) ? 'over' : 'planned';
}
