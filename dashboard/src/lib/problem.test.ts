import { expect, test } from 'vitest';
import { describe, explain } from './problem.ts';

test('every problem of the API has a title, advice, and a way to try again', () => {
	const problems = [
		{ kind: 'unreachable' },
		{ kind: 'slow' },
		{ kind: 'rate-limited', retryAfter: 1 },
		{ kind: 'refused', code: 'INTERNAL' }
	] as const;
	const states = problems.map((problem) => describe(500, { status: 500, message: '', problem }));
	expect(new Set(states.map(({ title }) => title)).size).toBe(problems.length);
	expect(states.every(({ advice, retry }) => advice && retry)).toBe(true);
});

test('whoever was too fast learns how long to wait', () => {
	expect(explain({ kind: 'rate-limited', retryAfter: 1 }).advice).toMatch(/in a second\.$/);
	expect(explain({ kind: 'rate-limited', retryAfter: 12 }).advice).toMatch(/in 12 seconds\.$/);
});

test('a member, a guild and a page can be missing', () => {
	const error = { status: 404, message: 'Not found' };
	expect(describe(404, { ...error, missing: 'member' }).shape).toBe('nobody');
	expect(describe(404, { ...error, missing: 'guild' }).advice).toMatch(/Invite the bot/);
	expect(describe(404, error).retry).toBe(false);
});

test('what nobody expected shows its reference', () => {
	const state = describe(500, { status: 500, message: 'Reference: 1a2b3c4d' });
	expect(state.advice).toBe('Reference: 1a2b3c4d');
	expect(describe(500, null).advice).not.toBe('');
});
