import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
	HealthDocument,
	LeaderboardChangedDocument,
	MemberDocument,
	type LeaderboardChangedSubscription
} from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { subscribe } from '#lib/server/live/upstream.ts';
import { GUILD_ID } from './support/club.ts';
import { FixtureApi } from './support/server.ts';

const api = new FixtureApi();
let url = '';

beforeAll(async () => {
	await api.start();
	url = `${api.origin}/graphql`;
});
beforeEach(() => (api.mode = 'ok'));
afterAll(() => api.stop());

describe('a request', () => {
	test('brings what the document asks for', async () => {
		const { userId, displayName } = api.club.people[0]!;
		const result = await request(MemberDocument, { guild: GUILD_ID, member: userId }, { url });
		expect(result).toMatchObject({ ok: true, data: { guild: { member: { displayName } } } });
	});

	test('outside of a page is asked for nobody in particular', async () => {
		await request(HealthDocument, {}, { url });
		expect(api.askedFor).toBeUndefined();
	});

	test.each([
		['down', { kind: 'unreachable' }],
		['limited', { kind: 'rate-limited', retryAfter: 12 }],
		['broken', { kind: 'refused', code: 'INTERNAL' }],
		['slow', { kind: 'slow' }]
	] as const)('of an API that is %s becomes a value', async (mode, problem) => {
		api.mode = mode;
		expect(await request(HealthDocument, {}, { url, timeout: 200 })).toEqual({
			ok: false,
			problem
		});
	});
});

describe('a subscription', () => {
	const variables = { guild: GUILD_ID, by: 'XP', span: 'SEASON', first: 3 } as const;

	/** Who leads in the next state. */
	const first = async (states: AsyncIterator<LeaderboardChangedSubscription, void>) => {
		const { value } = await states.next();
		return value?.leaderboardChanged.nodes[0]?.member.userId;
	};

	test('brings the state at once and again after each change', async () => {
		const abort = new AbortController();
		const states = subscribe(LeaderboardChangedDocument, variables, { signal: abort.signal, url });
		const before = await first(states);
		api.earn(2, 1_000_000);
		const after = await first(states);
		abort.abort();
		expect(before).not.toBe(api.club.people[2]!.userId);
		expect(after).toBe(api.club.people[2]!.userId);
	});

	test('that the API refuses throws', async () => {
		api.mode = 'limited';
		const signal = AbortSignal.timeout(5000);
		const states = subscribe(LeaderboardChangedDocument, variables, { signal, url });
		await expect(states.next()).rejects.toThrow(/refused the subscription with status 429/);
	});

	test('that falls silent throws', async () => {
		const signal = AbortSignal.timeout(5000);
		const states = subscribe(LeaderboardChangedDocument, variables, { signal, url, silence: 100 });
		await states.next();
		await expect(states.next()).rejects.toThrow(/fell silent/);
	});
});
