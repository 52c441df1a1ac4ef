import type { Board, BoardSpan } from '#lib/gql/generated/graphql.ts';

export const PAGE_SIZE = 25;

export const BOARDS: { value: Board; slug: string; label: string; about: string }[] = [
	{ value: 'XP', slug: 'xp', label: 'XP', about: 'Effort: what each member put in.' },
	{ value: 'STARS', slug: 'stars', label: 'Stars', about: 'Taking part: showing up for others.' },
	{ value: 'GOLD', slug: 'gold', label: 'Gold', about: 'What is in the purse right now.' }
];

export const SPANS: { value: BoardSpan; slug: string; label: string }[] = [
	{ value: 'SEASON', slug: 'season', label: 'Season' },
	{ value: 'WEEK', slug: 'week', label: 'Week' },
	{ value: 'ALL_TIME', slug: 'all-time', label: 'All time' }
];

/** Which part of which leaderboard an address asks for. */
export interface BoardQuery {
	by: Board;
	span: BoardSpan;
	after?: string;
	before?: string;
}

type Params = Pick<URLSearchParams, 'get'>;

/** Reads an address's query; what is missing or unknown becomes the default, gold has no spans. */
export function parseBoardQuery(params: Params): BoardQuery {
	const by = BOARDS.find((board) => board.slug === params.get('by'))?.value ?? 'XP';
	const asked = SPANS.find((span) => span.slug === params.get('span'))?.value ?? 'SEASON';
	const query: BoardQuery = { by, span: by === 'GOLD' ? 'SEASON' : asked };
	const after = params.get('after');
	const before = params.get('before');
	if (after) return { ...query, after };
	if (before) return { ...query, before };
	return query;
}

/** The query part of an address, without what is default; empty for the first page of the default board. */
export function boardSearch({ by, span, after, before }: BoardQuery): string {
	const params = new URLSearchParams();
	if (by !== 'XP') params.set('by', slugOf(BOARDS, by));
	if (span !== 'SEASON' && by !== 'GOLD') params.set('span', slugOf(SPANS, span));
	if (after) params.set('after', after);
	else if (before) params.set('before', before);
	const search = params.toString();
	return search && `?${search}`;
}

/** The arguments that fetch the page which a query asks for. */
export function pageArguments({ by, span, after, before }: BoardQuery) {
	if (before) return { by, span, last: PAGE_SIZE, before };
	return after ? { by, span, first: PAGE_SIZE, after } : { by, span, first: PAGE_SIZE };
}

/** Whether the query asks for the first page, the only one that is followed live. */
export function isFirstPage({ after, before }: BoardQuery): boolean {
	return !after && !before;
}

function slugOf<T>(list: { value: T; slug: string }[], value: T): string {
	return list.find((entry) => entry.value === value)?.slug ?? '';
}
