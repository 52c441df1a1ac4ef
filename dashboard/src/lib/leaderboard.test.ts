import { describe, expect, test } from 'vitest';
import {
	boardSearch,
	isFirstPage,
	moves,
	pageArguments,
	parseBoardQuery,
	type BoardQuery
} from './leaderboard.ts';

const read = (search: string) => parseBoardQuery(new URLSearchParams(search));

describe('addresses', () => {
	test.each<[string, BoardQuery]>([
		['', { by: 'XP', span: 'SEASON' }],
		['?by=stars&span=week', { by: 'STARS', span: 'WEEK' }],
		['?span=all-time&after=abc', { by: 'XP', span: 'ALL_TIME', after: 'abc' }],
		['?by=gold&before=abc', { by: 'GOLD', span: 'SEASON', before: 'abc' }],
		['?rows=100&after=abc', { by: 'XP', span: 'SEASON', long: true, after: 'abc' }],
		['?around=42', { by: 'XP', span: 'SEASON', around: '42' }],
		['?by=messages&span=week', { by: 'MESSAGES', span: 'WEEK' }],
		['?by=voice&season=U2', { by: 'VOICE_MINUTES', span: 'SEASON', season: 'U2' }],
		['?season=U2&zone=Wm-9', { by: 'XP', span: 'SEASON', season: 'U2', zone: 'Wm-9' }]
	])('%s is read and written back', (search, query) => {
		expect(read(search)).toEqual(query);
		expect(boardSearch(query)).toBe(search);
	});

	test.each(['?by=nonsense', '?span=decade', '?by=XP', '?around=ada', '?rows=50'])(
		'%s asks for the default board',
		(search) => {
			expect(read(search)).toEqual({ by: 'XP', span: 'SEASON' });
		}
	);

	test('gold has no spans', () => {
		expect(read('?by=gold&span=week')).toEqual({ by: 'GOLD', span: 'SEASON' });
		expect(boardSearch({ by: 'GOLD', span: 'WEEK' })).toBe('?by=gold');
	});

	test.each(['?span=week&zone=Wm', '?by=messages&zone=Wm', '?by=gold&season=U2&zone=Wm'])(
		'%s names a zone that such a board cannot tell apart, or a season of gold',
		(search) => {
			expect(read(search)).not.toHaveProperty('zone');
			expect(read(search).by === 'GOLD' && 'season' in read(search)).toBe(false);
		}
	);

	test('of two cursors the first wins, and a cursor before a member', () => {
		expect(read('?after=a&before=b&around=1')).toEqual({ by: 'XP', span: 'SEASON', after: 'a' });
		expect(read('?before=b&around=1')).toEqual({ by: 'XP', span: 'SEASON', before: 'b' });
	});
});

describe('pages', () => {
	const board = { by: 'XP', span: 'WEEK' } as const;

	test('are asked for from the side that the cursor is on', () => {
		expect(pageArguments(board)).toEqual({ ...board, first: 25 });
		expect(pageArguments({ ...board, long: true })).toEqual({ ...board, first: 100 });
		expect(pageArguments({ ...board, after: 'a' })).toEqual({ ...board, first: 25, after: 'a' });
		expect(pageArguments({ ...board, before: 'b' })).toEqual({ ...board, last: 25, before: 'b' });
		expect(pageArguments({ ...board, around: '1' })).toEqual({ ...board, first: 25, around: '1' });
	});

	test('a season stands instead of the span, and a zone narrows it', () => {
		expect(pageArguments({ by: 'XP', span: 'SEASON', season: 'U2', zone: 'Wm' })).toEqual({
			by: 'XP',
			span: 'SEASON',
			season: 'U2',
			zones: ['Wm'],
			first: 25
		});
	});

	test('only the one without a position is the first', () => {
		expect(isFirstPage(board)).toBe(true);
		for (const position of [{ after: 'a' }, { before: 'b' }, { around: '1' }]) {
			expect(isFirstPage({ ...board, ...position })).toBe(false);
		}
	});
});

describe('moves', () => {
	test('are places gained or lost', () => {
		expect(moves({ a: 1, b: 2, c: 3 }, { b: 1, a: 2, c: 3 })).toEqual({ a: -1, b: 1 });
	});

	test('do not say anything of who was not seen before or is no longer seen', () => {
		expect(moves({ a: 1 }, { b: 1 })).toEqual({});
	});
});
