import { expect, test } from 'vitest';
import { seasonState } from './season.ts';

const season = { startsAt: '2026-09-01T00:00:00Z', endsAt: '2026-09-11T00:00:00Z' };

test.each([
	['2026-08-30T00:00:00Z', 0, '12 days to go'],
	['2026-09-06T00:00:00Z', 0.5, '5 days to go'],
	['2026-09-09T12:00:00Z', 0.85, '1 day to go'],
	['2026-09-10T12:00:00Z', 0.95, 'Last day'],
	['2026-09-12T00:00:00Z', 1, 'Over']
])('at %s', (now, passed, words) => {
	expect(seasonState(season, Date.parse(now))).toEqual({ passed, words });
});

test('a season without an end has no share that passed', () => {
	expect(seasonState({ startsAt: season.startsAt }, 0).passed).toBeNull();
});

test('a season that ends as it starts has passed', () => {
	expect(seasonState({ startsAt: season.endsAt, endsAt: season.endsAt }, 0).passed).toBe(1);
});
