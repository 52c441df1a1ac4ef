import { expect, test } from 'vitest';
import { localPath, parseTheme } from './theme.ts';

test('only the two looks are themes', () => {
	expect(parseTheme('dark')).toBe('dark');
	for (const value of ['system', 'DARK', '', null, undefined, 3]) {
		expect(parseTheme(value)).toBeNull();
	}
});

test.each([
	['/leaderboard?by=stars', '/leaderboard?by=stars'],
	['//evil.example/', '/'],
	['/\\evil.example', '/'],
	['https://evil.example/', '/'],
	['leaderboard', '/'],
	[null, '/']
])('going back to %j leads to %s', (value, path) => {
	expect(localPath(value)).toBe(path);
});
