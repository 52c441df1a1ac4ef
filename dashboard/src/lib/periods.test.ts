import { expect, test } from 'vitest';
import { parsePeriod, sinceOf } from './periods.ts';

test('only the offered periods can be asked for', () => {
	expect(parsePeriod('90')).toBe(90);
	for (const value of [null, '', '31', '9e1', '365 ']) expect(parsePeriod(value)).toBe(30);
});

test('a period begins on the same instant all day', () => {
	const morning = sinceOf(30, Date.parse('2026-05-30T00:00:01Z'));
	expect(morning).toBe('2026-05-01T00:00:00.000Z');
	expect(sinceOf(30, Date.parse('2026-05-30T23:59:59Z'))).toBe(morning);
});
