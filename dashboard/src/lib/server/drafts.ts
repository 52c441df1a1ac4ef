import type { RequestEvent } from '@sveltejs/kit';
import type { Refused } from '#lib/forms.ts';
import { pathOf } from '#lib/way.ts';
import { newKey } from './auth/cookies.ts';

interface Draft {
	path: string;
	refused: Refused;
	until: number;
}

const COOKIE = 'draft';
const LIFE = 15 * 60_000;
const MOST = 200;
const LONGEST = 100_000;

/**
 * What people had entered when their session ended or the API did not answer, until they are back.
 *
 * It is kept in this process alone and for a quarter of an hour; the browser has a key that nobody can guess.
 * A form of any size fits, which no cookie promises.
 */
export class Drafts {
	readonly #drafts = new Map<string, Draft>();

	constructor(private readonly now: () => number = Date.now) {}

	/** Keeps a form of a page; returns its key, null when it is too large. */
	keep(path: string, refused: Refused): string | null {
		if (JSON.stringify(refused).length > LONGEST) return null;
		this.#tidy();
		const key = newKey();
		this.#drafts.set(key, { path, refused, until: this.now() + LIFE });
		return key;
	}

	/** The form that was kept of that page, which is handed out once. */
	take(key: string, path: string): Refused | null {
		const draft = this.#drafts.get(key);
		if (!draft || draft.path !== path) return null;
		this.#drafts.delete(key);
		return draft.until > this.now() ? { ...draft.refused, kept: true } : null;
	}

	/** Forgets what is too old, and the oldest of too many. */
	#tidy(): void {
		for (const [key, { until }] of this.#drafts) {
			if (until > this.now() && this.#drafts.size < MOST) break;
			this.#drafts.delete(key);
		}
	}
}

const drafts = new Drafts();

/** Keeps what was entered for the same browser's return; tells whether it could. */
export function keepDraft({ cookies, url, locals }: RequestEvent, refused: Refused): boolean {
	const key = drafts.keep(pathOf(url), refused);
	if (key) cookies.set(COOKIE, key, { ...locals.session.cookies.options(), maxAge: LIFE / 1000 });
	return key !== null;
}

/** What this browser had entered on this page before it had to leave, null when there is nothing. */
export function takeDraft({
	cookies,
	url,
	locals
}: Pick<RequestEvent, 'cookies' | 'url' | 'locals'>) {
	const key = cookies.get(COOKIE);
	const found = key ? drafts.take(key, pathOf(url)) : null;
	if (found) cookies.delete(COOKIE, locals.session.cookies.options());
	return found;
}
