import { describe, expect, test } from 'vitest';
import { ago, date, initials, minutes, moment, NEUTRAL, number, percent } from './format.ts';

const NOW = Date.parse('2026-05-04T12:00:00Z');
const before = (milliseconds: number) => new Date(NOW - milliseconds).toISOString();
const MINUTE = 60_000;

describe('numbers', () => {
	test('are grouped as the locale does', () => {
		expect(number(1234567, NEUTRAL)).toBe('1,234,567');
		expect(number(1234567, { locale: 'de-DE', zone: 'UTC' })).toBe('1.234.567');
	});

	test.each([
		[0.999, '99%'],
		[1, '100%'],
		[-0.5, '0%'],
		[1.5, '100%']
	])('%d as per cent is %s: only what is done is 100 %%', (ratio, text) => {
		expect(percent(ratio, NEUTRAL)).toBe(text);
	});

	test.each([
		[0, '0 mins'],
		[59, '59 mins'],
		[60, '1 hr'],
		[95, '1 hr 35 mins'],
		[7873, '131 hrs']
	])('%d minutes are %s', (count, text) => {
		expect(minutes(count, NEUTRAL)).toBe(text);
	});
});

describe('times', () => {
	test.each([
		[-5 * MINUTE, 'now'],
		[30_000, 'now'],
		[4 * MINUTE, '4 min ago'],
		[3 * 60 * MINUTE, '3 hr ago'],
		[30 * 60 * MINUTE, 'yesterday'],
		[8 * 24 * 60 * MINUTE, '26 Apr 2026']
	])('what happened %d ms ago reads %s', (passed, text) => {
		expect(ago(before(passed), NOW, NEUTRAL)).toBe(text);
	});

	test('fall on the day that the reader has', () => {
		const late = '2026-05-04T23:30:00Z';
		expect(date(late, NEUTRAL)).toBe('4 May 2026');
		expect(date(late, { locale: 'en-GB', zone: 'Asia/Tokyo' })).toBe('5 May 2026');
	});

	test('name their zone', () => {
		expect(moment('2026-05-04T12:00:00Z', NEUTRAL)).toBe('4 May, 12:00 UTC');
	});
});

test.each([
	['Ada Lovelace', 'AL'],
	['zoë', 'Z'],
	['  spaced   out  name ', 'SN'],
	['🌙 moon', '🌙M'],
	['', '']
])('the initials of %j are %j', (name, letters) => {
	expect(initials(name)).toBe(letters);
});
