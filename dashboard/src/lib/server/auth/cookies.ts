import { randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import type { TokensFragment } from '#lib/gql/generated/graphql.ts';
import { localPath } from '#lib/theme.ts';

/** What a browser keeps of a session without being able to read it. */
export interface Kept {
	/** Goes with requests to the API; null once it has ended. */
	access: string | null;
	/** Trades for the next pair. */
	refresh: string;
	/** Told with that trade, so that a repeated one is known as the same. */
	key: string;
}

/** A sign-in that somebody began: what ties it to their browser, and where they wanted to go. */
export interface Begun {
	ticket: string;
	back: string;
	expiresAt: string;
}

/** Seconds before the access token's end at which it counts as over, so that it lives through a request. */
const EARLY = 30;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/** Whether cookies are only for https: always, except for plain http on this very machine. */
export function isSecure(publicOrigin: string | undefined, host: string | null): boolean {
	if (publicOrigin?.startsWith('https:')) return true;
	return !LOOPBACK.test(publicOrigin ? new URL(publicOrigin).host : (host ?? ''));
}

/** The cookies of one browser's session and of the sign-ins that it has begun. */
export class SessionCookies {
	constructor(
		private readonly cookies: Cookies,
		private readonly secure: boolean,
		private readonly now: () => number = Date.now
	) {}

	/** The session's tokens, null when nobody is signed in. */
	read(): Kept | null {
		const [refresh, key] = this.cookies.get(this.#name('refresh'))?.split('.') ?? [];
		if (!refresh || !key) return null;
		return { access: this.cookies.get(this.#name('access')) ?? null, refresh, key };
	}

	/** Keeps a pair of tokens, and with it the key of the trade that will end it. */
	keep(tokens: TokensFragment, key: string): void {
		const { accessToken, accessExpiresAt, refreshToken, refreshExpiresAt } = tokens;
		this.#set('access', accessToken, this.#seconds(accessExpiresAt) - EARLY);
		this.#set('refresh', `${refreshToken}.${key}`, this.#seconds(refreshExpiresAt));
	}

	/** Has the browser forget the access token, which the API does not take any more. */
	dropAccess(): void {
		this.#delete('access');
	}

	/** Has the browser forget the session. */
	drop(): void {
		this.#delete('access');
		this.#delete('refresh');
	}

	/** Keeps the ticket of a sign-in that has begun and where it leads; several tabs may begin at once. */
	keepTicket(state: string, { ticket, back, expiresAt }: Begun): void {
		this.#set(ticketOf(state), JSON.stringify([ticket, back]), this.#seconds(expiresAt));
	}

	/** The ticket of that sign-in, which it serves once, and the way back. */
	takeTicket(state: string): Pick<Begun, 'ticket' | 'back'> | null {
		const name = ticketOf(state);
		const text = this.cookies.get(this.#name(name));
		if (!text) return null;
		this.#delete(name);
		const [ticket, back] = parse(text);
		return ticket ? { ticket, back: localPath(back) } : null;
	}

	// `__Host-` has browsers refuse such a cookie from a neighbouring host or over plain http.
	#name(name: string): string {
		return `${this.secure ? '__Host-' : ''}synapse-${name}`;
	}

	#set(name: string, value: string, maxAge: number): void {
		if (maxAge <= 0) return this.#delete(name);
		this.cookies.set(this.#name(name), value, { ...this.options(), maxAge });
	}

	#delete(name: string): void {
		this.cookies.delete(this.#name(name), this.options());
	}

	/** How all cookies of a session are sent: to us alone, and never to a script. */
	options() {
		return { path: '/', httpOnly: true, secure: this.secure, sameSite: 'lax' } as const;
	}

	#seconds(until: string): number {
		return Math.floor((Date.parse(until) - this.now()) / 1000);
	}
}

function ticketOf(state: string): string {
	return `ticket-${state.slice(0, 16).replace(/[^\w-]/g, '')}`;
}

/** The texts of a cookie that we wrote; none when somebody else did. */
function parse(text: string): string[] {
	try {
		const value: unknown = JSON.parse(text);
		return Array.isArray(value) ? value.map(String) : [];
	} catch {
		return [];
	}
}

/** A text that nobody can guess. */
export function newKey(): string {
	return randomBytes(24).toString('base64url');
}
