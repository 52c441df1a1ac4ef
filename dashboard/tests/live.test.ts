import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BuiltDashboard } from './support/dashboard.ts';
import { FixtureApi } from './support/server.ts';

const api = new FixtureApi();
const dashboard = new BuiltDashboard();

beforeAll(async () => {
	await api.start();
	await dashboard.start(api.origin);
});
afterAll(() => api.stop());

interface BoardUpdate {
	connected: boolean;
	state?: { nodes: { member: { userId: string } }[] };
}

async function follow(path: string) {
	const response = await dashboard.get(path);
	expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
	const events = response
		.body!.pipeThrough(new TextDecoderStream())
		.pipeThrough(new EventSourceParserStream())
		.getReader();
	return {
		next: async () => (await events.read()).value as EventSourceMessage,
		cancel: () => events.cancel()
	};
}

test('the leaderboard is followed through the dashboard’s own server', async () => {
	const stream = await follow('/live/leaderboard');
	await stream.next();
	api.earn(5, 2_000_000);
	const { event, data } = await stream.next();
	await stream.cancel();
	expect(event).toBe('board');
	expect((JSON.parse(data) as BoardUpdate).state?.nodes[0]?.member.userId).toBe(
		api.club.people[5]!.userId
	);
});

test('the overview follows pulse, top and feed in one connection', async () => {
	const stream = await follow('/live/overview');
	const names = new Set<string | undefined>();
	while (names.size < 3) names.add((await stream.next()).event);
	await stream.cancel();
	expect(names).toEqual(new Set(['pulse', 'top', 'feed']));
});

test('SIGTERM ends open streams and the process, orderly', async () => {
	const stream = await follow('/live/leaderboard');
	await stream.next();
	const code = dashboard.stop();
	while ((await stream.next()) as unknown);
	expect(await code).toBe(0);
});
