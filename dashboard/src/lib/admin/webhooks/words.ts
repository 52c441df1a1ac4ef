import type {
	WebhookDeliveryState,
	WebhookEvent,
	WebhookOutcome
} from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** What each event is called, in the order of the form. */
export const EVENT_NAMES: Record<WebhookEvent, () => string> = {
	MEMBER_LEVELLED_UP: m.hooks_event_level,
	ACHIEVEMENT_EARNED: m.hooks_event_achievement,
	SEASON_ROLLED: m.hooks_event_season,
	ZONE_CHANGED: m.hooks_event_zone
};

export const EVENTS = Object.keys(EVENT_NAMES) as WebhookEvent[];

/** How a delivery stands, and how that looks. */
export const STATES = {
	PENDING: { kind: 'warn', name: m.hooks_state_pending },
	DELIVERED: { kind: 'good', name: m.hooks_state_delivered },
	DEAD: { kind: 'bad', name: m.hooks_state_dead }
} as const satisfies Record<WebhookDeliveryState, { kind: string; name: () => string }>;

/** How an attempt ended, and what to do about it. */
export function outcomeOf(outcome: WebhookOutcome, status: number | null): string {
	const told = { status: String(status ?? '–') };
	switch (outcome) {
		case 'DELIVERED':
			return m.hooks_outcome_delivered(told);
		case 'ANSWERED':
			return m.hooks_outcome_answered(told);
		case 'REDIRECTED':
			return m.hooks_outcome_redirected(told);
		case 'GONE':
			return m.hooks_outcome_gone();
		case 'TIMED_OUT':
			return m.hooks_outcome_timed_out();
		case 'UNREACHABLE':
			return m.hooks_outcome_unreachable();
		case 'ADDRESS_REFUSED':
			return m.hooks_outcome_refused();
		case 'SECRET_CHANGED':
			return m.hooks_outcome_secret();
	}
}
