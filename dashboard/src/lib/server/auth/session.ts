import type { TokensFragment } from '#lib/gql/generated/graphql.ts';
import type { Result } from '../api.ts';
import { newKey, type SessionCookies } from './cookies.ts';
import type { Renewals } from './renewal.ts';

/** The session of the browser that sent a request; its tokens never leave the server. */
export class Session {
	constructor(
		readonly cookies: SessionCookies,
		private readonly renewals: Renewals
	) {}

	/** Whether the browser has a session, which may have ended meanwhile. */
	get present(): boolean {
		return this.cookies.read() !== null;
	}

	/** The refresh token, null when nobody is signed in. */
	get refreshToken(): string | null {
		return this.cookies.read()?.refresh ?? null;
	}

	/** The token to ask the API with, renewed when it has ended; null when nobody is signed in. */
	async access(): Promise<Result<string | null>> {
		const kept = this.cookies.read();
		if (!kept || kept.access) return { ok: true, data: kept?.access ?? null };
		const result = await this.renewals.renew(kept);
		if (result.ok) {
			this.cookies.keep(result.data.tokens, result.data.key);
			return { ok: true, data: result.data.tokens.accessToken };
		}
		if (result.problem.kind === 'signed-out') this.cookies.drop();
		return result;
	}

	/** Begins the session that a sign-in opened. */
	begin(tokens: TokensFragment): void {
		this.cookies.keep(tokens, newKey());
	}

	/** What to do after the API refused the access token: the next `access()` renews it. */
	refused(): void {
		this.cookies.dropAccess();
	}

	/** Forgets the session in this browser. */
	end(): void {
		this.cookies.drop();
	}
}
