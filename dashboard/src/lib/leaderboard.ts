import type { Board, BoardSpan } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

export const PAGE_SIZE = 25;
/** How many rows a page may have instead. */
export const LONG_PAGE_SIZE = 100;

interface BoardName {
	value: Board;
	slug: string;
	label: () => string;
	about: () => string;
}

export const BOARDS: readonly [BoardName, ...BoardName[]] = [
	{ value: 'XP', slug: 'xp', label: () => 'XP', about: m.board_xp_about },
	{ value: 'STARS', slug: 'stars', label: m.board_stars, about: m.board_stars_about },
	{ value: 'GOLD', slug: 'gold', label: m.board_gold, about: m.board_gold_about },
	{ value: 'MESSAGES', slug: 'messages', label: m.board_messages, about: m.board_messages_about },
	{ value: 'VOICE_MINUTES', slug: 'voice', label: m.board_voice, about: m.board_voice_about }
];

interface SpanName {
	value: BoardSpan;
	slug: string;
	label: () => string;
}

export const SPANS: readonly [SpanName, ...SpanName[]] = [
	{ value: 'SEASON', slug: 'season', label: m.span_season },
	{ value: 'WEEK', slug: 'week', label: m.span_week },
	{ value: 'ALL_TIME', slug: 'all-time', label: m.span_all_time }
];

/** Which part of which leaderboard an address asks for. */
export interface BoardQuery {
	by: Board;
	span: BoardSpan;
	/** One season instead of the span. */
	season?: string;
	/** Only what was earned in this zone: of XP and stars, in a season. */
	zone?: string;
	after?: string;
	before?: string;
	/** Whether the page is a long one. */
	long?: boolean;
	/** The member whose place the page is centred on. */
	around?: string;
}

type Params = Pick<URLSearchParams, 'get'>;

/** Reads an address's query; what is missing or unknown becomes the default, gold has no spans. */
export function parseBoardQuery(params: Params): BoardQuery {
	const by = BOARDS.find((board) => board.slug === params.get('by'))?.value ?? 'XP';
	const asked = SPANS.find((span) => span.slug === params.get('span'))?.value ?? 'SEASON';
	const query: BoardQuery = { by, span: by === 'GOLD' ? 'SEASON' : asked };
	const [season, zone] = [idIn(params, 'season'), idIn(params, 'zone')];
	if (season && by !== 'GOLD') Object.assign(query, { season, span: 'SEASON' });
	if (zone && hasZones(query)) query.zone = zone;
	if (params.get('rows') === String(LONG_PAGE_SIZE)) query.long = true;
	const after = params.get('after');
	const before = params.get('before');
	if (after) return { ...query, after };
	if (before) return { ...query, before };
	const around = params.get('around') ?? '';
	return /^\d{1,20}$/.test(around) ? { ...query, around } : query;
}

/** A global id in an address, undefined when there is none. */
function idIn(params: Params, name: string): string | undefined {
	const id = params.get(name) ?? '';
	return /^[\w-]{1,120}$/.test(id) ? id : undefined;
}

/** Whether a board can be narrowed to a zone. */
export function hasZones({ by, span }: Pick<BoardQuery, 'by' | 'span'>): boolean {
	return (by === 'XP' || by === 'STARS') && span === 'SEASON';
}

/** The query part of an address, without what is default; empty for the first page of the default board. */
export function boardSearch(query: BoardQuery): string {
	const { by, span, season, zone, long, after, before, around } = query;
	const params = new URLSearchParams();
	if (by !== 'XP') params.set('by', slugOf(BOARDS, by));
	if (span !== 'SEASON' && by !== 'GOLD') params.set('span', slugOf(SPANS, span));
	if (season && by !== 'GOLD') params.set('season', season);
	if (zone && hasZones(query)) params.set('zone', zone);
	if (long) params.set('rows', String(LONG_PAGE_SIZE));
	if (after) params.set('after', after);
	else if (before) params.set('before', before);
	else if (around) params.set('around', around);
	const search = params.toString();
	return search && `?${search}`;
}

/** The arguments that fetch the page which a query asks for. */
export function pageArguments(query: BoardQuery) {
	const { by, span, season, zone, after, before, around } = query;
	const size = pageSize(query);
	const board = {
		by,
		span,
		...(season ? { season } : {}),
		...(zone ? { zones: [zone] } : {})
	};
	if (around) return { ...board, first: size, around };
	if (before) return { ...board, last: size, before };
	return after ? { ...board, first: size, after } : { ...board, first: size };
}

/** How many rows the page has at most. */
export function pageSize({ long }: Pick<BoardQuery, 'long'>): number {
	return long ? LONG_PAGE_SIZE : PAGE_SIZE;
}

/** Whether a board changes while one looks at it, as far as it is told live. */
export function isLive(query: BoardQuery): boolean {
	return isFirstPage(query) && !query.season && !query.zone;
}

/** Whether the query asks for the first page. */
export function isFirstPage({ after, before, around }: BoardQuery): boolean {
	return !after && !before && !around;
}

/** Members' places by their ids, or how many places they moved. */
export type Places = Readonly<Record<string, number>>;

/** Which members moved between two states of a board, and by how many places; upwards is positive. */
export function moves(before: Places, after: Places): Places {
	const gained = Object.entries(after).map(
		([id, place]) => [id, (before[id] ?? place) - place] as const
	);
	return Object.fromEntries(gained.filter(([, by]) => by !== 0));
}

/** The board's entry in the list above. */
export function boardOf(by: Board) {
	return BOARDS.find(({ value }) => value === by) ?? BOARDS[0];
}

/** The span's entry in the list above. */
export function spanOf(span: BoardSpan) {
	return SPANS.find(({ value }) => value === span) ?? SPANS[0];
}

/** What a board is called: what counts, and which time. */
export function boardTitle({ by, span }: Pick<BoardQuery, 'by' | 'span'>): string {
	const board = boardOf(by).label();
	return by === 'GOLD' ? board : m.board_name({ board, span: spanOf(span).label() });
}

function slugOf<T>(list: readonly { value: T; slug: string }[], value: T): string {
	return list.find((entry) => entry.value === value)?.slug ?? '';
}
