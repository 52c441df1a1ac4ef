import { describe, expect, test } from 'vitest';
import type { RefreshSessionMutation } from '#lib/gql/generated/graphql.ts';
import type { Result } from '../api.ts';
import type { Kept } from './cookies.ts';
import { Renewals } from './renewal.ts';

const KEPT: Kept = { access: null, refresh: 'old', key: 'key-of-this-trade' };

const pair = (number: number) => ({
	accessToken: `access-${number}`,
	accessExpiresAt: '2026-01-01T00:15:00Z',
	refreshToken: `refresh-${number}`,
	refreshExpiresAt: '2026-02-01T00:00:00Z'
});

/** An API whose answers come when the test says so. */
function api(...answers: Result<RefreshSessionMutation>[]) {
	const asked: Kept[] = [];
	const waiting: (() => void)[] = [];
	const ask = (kept: Kept) =>
		new Promise<Result<RefreshSessionMutation>>((done) => {
			const answer = answers[asked.length]!;
			asked.push(kept);
			waiting.push(() => done(answer));
		});
	return { asked, ask, answer: () => waiting.shift()!() };
}

const renewed = (number: number): Result<RefreshSessionMutation> => ({
	ok: true,
	data: { refreshSession: { tokens: pair(number), problems: [] } }
});

describe('a session is renewed', () => {
	test('once, however many requests need it, and also for those that come late', async () => {
		const { ask, asked, answer } = api(renewed(1));
		const renewals = new Renewals(ask);
		const together = [renewals.renew(KEPT), renewals.renew({ ...KEPT }), renewals.renew(KEPT)];
		answer();
		const late = renewals.renew(KEPT);
		const results = await Promise.all([...together, late]);
		expect(asked).toEqual([KEPT]);
		expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
		expect(results[0]).toMatchObject({ ok: true, data: { tokens: pair(1) } });
	});

	test('with a new key for the trade after this one', async () => {
		const first = api(renewed(1));
		const second = api(renewed(2));
		const one = new Renewals(first.ask).renew(KEPT);
		const other = new Renewals(second.ask).renew(KEPT);
		first.answer();
		second.answer();
		const keys = (await Promise.all([one, other])).map((result) => result.ok && result.data.key);
		expect(keys[0]).toMatch(/^[\w-]{32}$/);
		expect(keys[0]).not.toBe(keys[1]);
	});

	test('again with the same token and key when the answer was lost', async () => {
		const { ask, asked, answer } = api({ ok: false, problem: { kind: 'slow' } }, renewed(1));
		const renewals = new Renewals(ask);
		const lost = renewals.renew(KEPT);
		answer();
		expect(await lost).toEqual({ ok: false, problem: { kind: 'slow' } });
		const again = renewals.renew(KEPT);
		answer();
		expect(await again).toMatchObject({ ok: true });
		expect(asked).toEqual([KEPT, KEPT]);
	});

	test('not any more once it has ended', async () => {
		const { ask, answer } = api({
			ok: true,
			data: { refreshSession: { tokens: null, problems: [] } }
		});
		const over = new Renewals(ask).renew(KEPT);
		answer();
		expect(await over).toEqual({ ok: false, problem: { kind: 'signed-out' } });
	});
});
