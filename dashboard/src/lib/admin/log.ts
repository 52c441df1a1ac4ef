/** How many entries a page of the audit log shows. */
export const LOG_PAGE = 25;

/** What of the audit log is asked for; each part is empty when it does not matter. */
export interface LogQuery {
	/** Whose changes: their Discord id, or what somebody typed of their name. */
	actor?: string;
	action?: string;
	subject?: string;
	/** The first and the last day, such as 2026-11-25. */
	since?: string;
	until?: string;
	after?: string;
	before?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NAMES = ['actor', 'action', 'subject', 'since', 'until', 'after', 'before'] as const;

/** The question that an address asks; what makes no sense is left out. */
export function parseLogQuery(search: URLSearchParams): LogQuery {
	const query: LogQuery = {};
	for (const name of NAMES) {
		const value = search.get(name)?.trim();
		if (value && isSound(name, value)) query[name] = value;
	}
	return query;
}

function isSound(name: (typeof NAMES)[number], value: string): boolean {
	if (name === 'since' || name === 'until')
		return DAY.test(value) && !Number.isNaN(Date.parse(value));
	return value.length <= 100;
}

/** The search part of the address that asks this. */
export function logSearch(query: LogQuery): string {
	const given = NAMES.flatMap((name) =>
		query[name] ? [[name, query[name]] as [string, string]] : []
	);
	return given.length ? `?${new URLSearchParams(given)}` : '';
}

/** Whether an actor is named by their Discord id. */
export function isId(actor: string): boolean {
	return /^\d{15,20}$/.test(actor);
}

/** The question as the API takes it, but for whose changes; days are those of UTC, the last one included. */
export function logArguments({ since, until, after, before, action, subject }: LogQuery) {
	return {
		action,
		subject,
		since: since ? `${since}T00:00:00Z` : undefined,
		until: until ? new Date(Date.parse(until) + 86_400_000).toISOString() : undefined,
		...(before ? { last: LOG_PAGE, before } : { first: LOG_PAGE, after })
	};
}
