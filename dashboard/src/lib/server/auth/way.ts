import { redirect } from '@sveltejs/kit';

/** Why somebody is asked to sign in, or to try it again. */
export const REASONS = [
	'ended',
	'cancelled',
	'expired',
	'unreachable',
	'out',
	'forgotten'
] as const;
export type Reason = (typeof REASONS)[number];

/** Shows the page to sign in on, and why; the way back goes along. */
export function signInAgain(reason: Reason, back: string): never {
	redirect(303, `/sign-in?${new URLSearchParams({ why: reason, back })}`);
}
