import { expect, test } from 'vitest';
import { instantOf } from './local-time.ts';

test.each([
	['2026-05-01T18:30', 'UTC', '2026-05-01T18:30:00.000Z'],
	['2026-05-01T18:30', 'Europe/Berlin', '2026-05-01T16:30:00.000Z'],
	['2026-01-01T00:15', 'Asia/Kathmandu', '2025-12-31T18:30:00.000Z'],
	['2026-10-25T12:00', 'Europe/Berlin', '2026-10-25T11:00:00.000Z'],
	['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z']
])('%s in %s', (local, zone, instant) => {
	expect(instantOf(local, zone)).toBe(instant);
});

test.each(['', 'tomorrow', '2026-05-01', '2026-13-41T99:99'])('%s is no time', (local) => {
	expect(instantOf(local, 'UTC')).toBeNull();
});
