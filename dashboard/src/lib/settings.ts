/** Readers of environment variables: each returns the value or throws what is wrong and what to do. */

function parseUrl(value: string): URL | null {
	const url = URL.canParse(value) ? new URL(value) : null;
	return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

/** An absolute http or https address without a password in it. */
export function httpUrl(name: string, value: string): string {
	const url = parseUrl(value);
	if (!url || url.username || url.password) {
		throw new Error(
			`${name} must be an address such as http://127.0.0.1:8000/graphql, not ${show(value)}.`
		);
	}
	return url.href;
}

/** An origin (scheme, host, port), or undefined when the variable is not set. */
export function origin(name: string, value: string | undefined): string | undefined {
	if (!value) return undefined;
	const url = parseUrl(value);
	if (!url || url.href !== `${url.origin}/`) {
		throw new Error(`${name} must be an origin such as https://club.example, not ${show(value)}.`);
	}
	return url.origin;
}

/** A list of origins separated by blanks or commas; empty when the variable is not set. */
export function imageOrigins(name: string, value: string | undefined): string[] {
	const entries = (value ?? '').split(/[\s,]+/).filter(Boolean);
	return entries.map((entry) => origin(name, entry) as string);
}

/** A Discord id, or undefined when the variable is not set. */
export function snowflake(name: string, value: string | undefined): string | undefined {
	if (!value) return undefined;
	if (!/^\d{1,20}$/.test(value)) {
		throw new Error(
			`${name} must be the guild's Discord id, digits only, not ${show(value)}. ` +
				'In Discord: Settings > Advanced > Developer Mode, then right-click the server > Copy Server ID.'
		);
	}
	return value;
}

/** Whether something is switched on: 1 or true; off when the variable is not set. */
export function flag(name: string, value: string | undefined): boolean {
	if (!value || value === '0' || value === 'false') return false;
	if (value === '1' || value === 'true') return true;
	throw new Error(`${name} must be 1 or 0, not ${show(value)}.`);
}

/** A TCP port, or undefined when the variable is not set. */
export function port(name: string, value: string | undefined): number | undefined {
	if (!value) return undefined;
	const number = Number(value);
	if (!/^\d+$/.test(value) || number > 65535) {
		throw new Error(`${name} must be a whole number from 0 to 65535, not ${show(value)}.`);
	}
	return number;
}

/** A value as it may be shown: quoted, short, and without what stands before an @. */
function show(value: string): string {
	return JSON.stringify(value.replace(/\/\/[^/]*@/, '//…@').slice(0, 80));
}
