import { expect, test } from 'vitest';
import { isId, LOG_PAGE, logArguments, logSearch, parseLogQuery } from './log.ts';

const parse = (search: string) => parseLogQuery(new URLSearchParams(search));

test('a question survives its address, and what makes no sense is left out', () => {
	const query = { actor: 'Ada L', action: 'update', subject: 'zone:3', since: '2026-11-01' };
	expect(parse(logSearch(query))).toEqual(query);
	expect(parse('actor=&since=yesterday&until=2026-13-40&action=&x=1')).toEqual({});
	expect(logSearch({})).toBe('');
});

test('the last day is included, and pages go both ways', () => {
	expect(logArguments({ since: '2026-11-01', until: '2026-11-30', after: 'c' })).toEqual({
		since: '2026-11-01T00:00:00Z',
		until: '2026-12-01T00:00:00.000Z',
		first: LOG_PAGE,
		after: 'c'
	});
	expect(logArguments({ before: 'c' })).toMatchObject({ last: LOG_PAGE, before: 'c' });
});

test('somebody is named by an id or by what they are called', () => {
	expect(isId('760810241347250703')).toBe(true);
	expect(isId('Ada')).toBe(false);
	expect(isId('1234')).toBe(false);
});
