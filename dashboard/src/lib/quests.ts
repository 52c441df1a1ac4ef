import type { QuestHindrance, QuestProof, QuestState } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** How many quests a page shows. */
export const PAGE = 20;

/** Where a member stands with a quest, in words. */
export const STATE_NAMES: Record<QuestState, () => string> = {
	CLAIMED: m.quests_state_claimed,
	HANDED_IN: m.quests_state_handed_in,
	SENT_BACK: m.quests_state_sent_back,
	ACCEPTED: m.quests_state_accepted,
	GIVEN_UP: m.quests_state_given_up,
	RECALLED: m.quests_state_recalled
};

/** How a badge judges where a member stands. */
export const STATE_KINDS = {
	CLAIMED: 'new',
	HANDED_IN: 'new',
	SENT_BACK: 'warn',
	ACCEPTED: 'good',
	GIVEN_UP: 'plain',
	RECALLED: 'bad'
} as const satisfies Record<QuestState, string>;

/** Why a quest cannot be taken on, in words. */
export const HINDRANCE_NAMES: Record<QuestHindrance, () => string> = {
	CLOSED: m.quests_hindrance_closed,
	OVER: m.quests_hindrance_over,
	SEASON: m.quests_hindrance_season,
	FULL: m.quests_hindrance_full
};

/** What the choice of what is to be handed in reads. */
export const PROOFS: { value: QuestProof; label: () => string; detail: () => string }[] = [
	{
		value: 'NONE',
		label: m.quests_proof_choice_none,
		detail: m.quests_proof_choice_none_about
	},
	{
		value: 'TEXT',
		label: m.quests_proof_choice_text,
		detail: m.quests_proof_choice_text_about
	},
	{
		value: 'LINK',
		label: m.quests_proof_choice_link,
		detail: m.quests_proof_choice_link_about
	}
];

/** The page of a list that an address asks for, as the API takes it. */
export function pageOf(search: URLSearchParams) {
	const [after, before] = [search.get('after'), search.get('before')];
	return before ? { last: PAGE, before } : { first: PAGE, after: after ?? null };
}

/** Whether a member can still do something about a quest that they took on. */
export function underWay(state: QuestState | undefined): boolean {
	return state === 'CLAIMED' || state === 'HANDED_IN' || state === 'SENT_BACK';
}
