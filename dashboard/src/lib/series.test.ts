import { describe, expect, test } from 'vitest';
import { calendarOf, dayIn, greatestOf, monthsOf, strength } from './series.ts';

describe('strength', () => {
	test.each([
		[0, 100, 0],
		[1, 100, 1],
		[25, 100, 3],
		[100, 100, 5],
		[250, 100, 5],
		[5, 0, 0]
	])('%d of %d is %d', (value, greatest, expected) => {
		expect(strength(value, greatest)).toBe(expected);
	});
});

describe('a calendar', () => {
	const cells = calendarOf([{ day: '2026-05-01', value: 7 }], '2026-05-06', 2);

	test('begins on a Monday and ends today', () => {
		expect(cells[0]).toEqual({ day: '2026-04-27', value: 0, week: 0, weekday: 0 });
		expect(cells.at(-1)).toEqual({ day: '2026-05-06', value: 0, week: 1, weekday: 2 });
		expect(cells).toHaveLength(10);
	});

	test('shows what was done where it was done', () => {
		expect(cells.filter(({ value }) => value)).toEqual([
			{ day: '2026-05-01', value: 7, week: 0, weekday: 4 }
		]);
	});
});

test('a day begins when the place has midnight', () => {
	const late = Date.parse('2026-05-04T23:30:00Z');
	expect(dayIn('UTC', late)).toBe('2026-05-04');
	expect(dayIn('Asia/Tokyo', late)).toBe('2026-05-05');
});

test('the greatest is the first of equals, and nothing has none', () => {
	expect(greatestOf([{ value: 1 }, { value: 3, first: true }, { value: 3 }])).toHaveProperty(
		'first'
	);
	const nothing: { value: number }[] = [];
	expect(greatestOf(nothing)).toBeUndefined();
});

test('months count the days on which something was done', () => {
	const days = [
		{ day: '2026-04-30', value: 2 },
		{ day: '2026-05-01', value: 0 },
		{ day: '2026-05-02', value: 3 },
		{ day: '2026-05-03', value: 4 }
	];
	expect(monthsOf(days)).toEqual([
		{ month: '2026-05', days: 2, sum: 7 },
		{ month: '2026-04', days: 1, sum: 2 }
	]);
});
