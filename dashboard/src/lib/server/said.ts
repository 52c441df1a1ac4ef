import type { RequestEvent } from '@sveltejs/kit';

/** What the next page says about what was just done. */
export interface Said {
	/** The entry of the audit log that a change wrote. */
	entry: string | null;
	/** What else there is to say. */
	text: string | null;
}

type Browser = Pick<RequestEvent, 'cookies' | 'locals'>;

const COOKIE = 'said';
const LIFE = 60;

/** Has the next page of this browser say what was done. */
export function announce({ cookies, locals }: Browser, said: Said): void {
	const options = { ...locals.session.cookies.options(), maxAge: LIFE };
	cookies.set(COOKIE, JSON.stringify(said), options);
}

/** What this page is to say of what was done before it; it is said once. */
export function takeSaid({ cookies, locals }: Browser): Said | null {
	const text = cookies.get(COOKIE);
	if (!text) return null;
	cookies.delete(COOKIE, locals.session.cookies.options());
	try {
		const { entry, text: words } = JSON.parse(text) as Partial<Said>;
		return { entry: asText(entry), text: asText(words) };
	} catch {
		return null;
	}
}

function asText(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
