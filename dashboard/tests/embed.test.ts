import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GUILD_ID } from './support/club.ts';
import { BuiltDashboard } from './support/dashboard.ts';
import { FixtureApi } from './support/server.ts';

const api = new FixtureApi();
const dashboard = new BuiltDashboard();
const board = `/embed/${GUILD_ID}/leaderboard`;
const feed = `/embed/${GUILD_ID}/feed`;

beforeAll(async () => {
	await api.start();
	await dashboard.start(api.origin);
});
afterAll(async () => {
	await dashboard.stop();
	await api.stop();
});

describe('an embedded page', () => {
	test('shows as many as asked, without the dashboard around it', async () => {
		const html = await (await dashboard.get(`${board}?count=3`)).text();
		expect(html.match(/<li[ >]/g)).toHaveLength(3);
		expect(html).toContain(api.club.people[0]!.displayName);
		expect(html).not.toContain('id="content"');
		expect(await (await dashboard.get(`${feed}?count=2`)).text()).toContain('<li');
	});

	test('may be framed by anybody, and nothing else may', async () => {
		const policy = async (path: string) =>
			(await dashboard.get(path)).headers.get('content-security-policy');
		for (const path of [board, feed]) expect(await policy(path)).toContain('frame-ancestors *');
		expect(await policy('/leaderboard')).toContain("frame-ancestors 'none'");
	});

	test('looks as its address says, whatever the reader chose', async () => {
		const cookie = { cookie: 'theme=light' };
		const html = await (
			await dashboard.get(`${board}?theme=dark&size=large&background=transparent`, cookie)
		).text();
		expect(html).toMatch(/<html[^>]*data-theme="dark"/);
		expect(html).toMatch(/class="embed[^"]*transparent/);
		expect(html).toContain('data-size="large"');
		expect(await (await dashboard.get(board, cookie)).text()).not.toMatch(/<html[^>]*data-theme/);
	});

	test('of a guild that is not here is not here either', async () => {
		for (const path of ['leaderboard', 'feed', 'leaderboard/live', 'feed/live']) {
			expect((await dashboard.get(`/embed/123/${path}`)).status, path).toBe(404);
		}
	});

	test.each([board, feed])('%s follows what happens', async (path) => {
		const response = await dashboard.get(`${path}/live?count=3`);
		expect(response.headers.get('content-type')).toContain('text/event-stream');
		const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
		let seen = '';
		while (!seen.includes('"state"')) seen += (await reader.read()).value ?? '';
		expect(seen).toContain('"connected":true');
		await reader.cancel();
	});
});
