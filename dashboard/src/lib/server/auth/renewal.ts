import {
	RefreshSessionDocument,
	type RefreshSessionMutation,
	type TokensFragment
} from '#lib/gql/generated/graphql.ts';
import { request, type Result } from '../api.ts';
import { newKey, type Kept } from './cookies.ts';

/** The next pair of a session, and the key for the trade after this one. */
export interface Renewed {
	tokens: TokensFragment;
	key: string;
}

type Ask = (kept: Kept) => Promise<Result<RefreshSessionMutation>>;

/** Milliseconds for which a renewal answers those who come late with the cookies of before it. */
const LINGER = 60_000;

/**
 * Renews sessions, each refresh token once however many requests need it.
 *
 * A refresh token that is used twice ends its session. A browser sends several requests at once, and has
 * several tabs; all of them share one renewal, and those that were on their way meanwhile get its answer.
 */
export class Renewals {
	readonly #running = new Map<string, Promise<Result<Renewed>>>();

	constructor(
		private readonly ask: Ask = askApi,
		private readonly linger = LINGER
	) {}

	/** The session's next pair; the problem `signed-out` when the session has ended. */
	renew(kept: Kept): Promise<Result<Renewed>> {
		const running = this.#running.get(kept.refresh);
		if (running) return running;
		const begun = this.#begin(kept);
		this.#running.set(kept.refresh, begun);
		void begun.then(({ ok }) => this.#forget(kept.refresh, ok ? this.linger : 0));
		return begun;
	}

	async #begin(kept: Kept): Promise<Result<Renewed>> {
		const result = await this.ask(kept);
		if (!result.ok) return result;
		const tokens = result.data.refreshSession?.tokens;
		if (!tokens) return { ok: false, problem: { kind: 'signed-out' } };
		return { ok: true, data: { tokens, key: newKey() } };
	}

	/** A renewal that failed may be tried again at once: with the same key it is the same trade. */
	#forget(refresh: string, after: number): void {
		if (after === 0) this.#running.delete(refresh);
		else setTimeout(() => this.#running.delete(refresh), after).unref();
	}
}

function askApi({ refresh, key }: Kept) {
	return request(RefreshSessionDocument, { token: refresh, key });
}

export const renewals = new Renewals();
