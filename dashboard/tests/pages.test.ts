import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BuiltDashboard } from './support/dashboard.ts';
import { FixtureApi } from './support/server.ts';

const api = new FixtureApi();
const dashboard = new BuiltDashboard();
let member = '';

beforeAll(async () => {
	await api.start();
	await dashboard.start(api.origin);
	member = `/members/${api.club.people[3]!.userId}`;
});
beforeEach(() => (api.mode = 'ok'));
afterAll(async () => {
	await dashboard.stop();
	await api.stop();
});

const text = async (path: string, headers: Record<string, string> = {}) =>
	(await dashboard.get(path, headers)).text();

describe('pages', () => {
	test('arrive complete from the server', async () => {
		expect(await text('/')).toContain(api.club.motto);
		expect(await text('/leaderboard')).toContain(api.club.people[0]!.displayName);
		expect(await text(member)).toContain(`<bdi>${api.club.people[3]!.displayName}</bdi>`);
	});

	test('are asked for in the name of their reader', async () => {
		await text(member);
		expect(api.askedFor).toBe('127.0.0.1');
	});

	test('follow the cursors to the end and back', async () => {
		const next = /href="\.\/leaderboard(\?after=[^"]+)"[^>]*rel="next"/;
		const seen: string[] = [];
		for (let search: string | undefined = ''; search !== undefined;) {
			const html = await text(`/leaderboard${search}`);
			seen.push(...Array.from(html.matchAll(/members\/(\d+)/g), ([, id]) => id!));
			search = next.exec(html)?.[1];
		}
		expect(new Set(seen).size).toBe(api.club.people.length);
		expect(seen).toHaveLength(api.club.people.length);
	});

	test('write numbers and times as the reader does', async () => {
		const html = await text(member, {
			'accept-language': 'de-DE,de;q=0.9',
			cookie: 'zone=Asia%2FTokyo'
		});
		expect(html).toContain(new Intl.NumberFormat('de-DE').format(api.club.people[3]!.lifetime.xp));
		expect(html).toContain('GMT+9');
	});

	test('keep a strict policy: scripts by nonce, nothing inline, pictures from where they may be', async () => {
		const response = await dashboard.get('/');
		const policy = response.headers.get('content-security-policy') ?? '';
		const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
		const html = await response.text();
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain(`img-src 'self' data: https: ${api.origin}`);
		expect(policy).not.toMatch(/unsafe-(inline|eval)/);
		expect(nonce).toBeTruthy();
		expect(html.match(/<script(?![^>]*nonce)/)).toBeNull();
		expect(html.match(/\s(style|on\w+)="/)).toBeNull();
	});
});

describe('states', () => {
	test.each([
		['down', 503, 'The scores are out of reach'],
		['limited', 429, 'A little too fast'],
		['broken', 502, 'The scores could not be read'],
		['slow', 504, 'This is taking too long'],
		['no-guild', 404, 'No community lives here yet']
	] as const)('an API that is %s shows %i', { timeout: 10_000 }, async (mode, status, title) => {
		api.mode = mode;
		const response = await dashboard.get('/leaderboard');
		expect(response.status).toBe(status);
		expect(await response.text()).toContain(title);
	});

	test('whoever is too fast is told when to come back', async () => {
		api.mode = 'limited';
		expect((await dashboard.get('/')).headers.get('retry-after')).toBe('12');
	});

	test('an unknown member and an unknown page are two different things', async () => {
		const nobody = await dashboard.get('/members/1');
		expect([nobody.status, await nobody.text()]).toEqual([
			404,
			expect.stringContaining('Nobody here by that number')
		]);
		expect(await text('/members/ada')).toContain('This thread leads nowhere');
	});

	test('a club on its first day says what to do', async () => {
		api.mode = 'empty';
		expect(await text('/')).toContain('The first place is free');
		expect(await text('/leaderboard')).toContain('Nobody is on this board yet');
		expect(await text(`/members/${api.club.people[0]!.userId}`)).toContain(
			'The first one is the easiest'
		);
	});
});

describe('the look', () => {
	const choose = (fields: Record<string, string>, origin = dashboard.origin) =>
		fetch(`${dashboard.origin}/theme`, {
			method: 'POST',
			body: new URLSearchParams(fields),
			headers: { origin },
			redirect: 'manual'
		});

	test('is a form that needs no script', async () => {
		const response = await choose({ theme: 'dark', back: '/leaderboard?by=gold' });
		const cookie = response.headers.get('set-cookie') ?? '';
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe('/leaderboard?by=gold');
		expect(cookie).toMatch(/^theme=dark;.*HttpOnly.*SameSite=Lax/i);
		expect(await text('/', { cookie: 'theme=dark' })).toContain('data-theme="dark"');
	});

	test('cannot be changed from another site, nor lead to one', async () => {
		expect((await choose({ theme: 'dark' }, 'https://evil.example')).status).toBe(403);
		const away = await choose({ theme: 'dark', back: '//evil.example' });
		expect(away.headers.get('location')).toBe('/');
	});
});

describe('health', () => {
	test('tells the process apart from the API', async () => {
		expect((await dashboard.get('/health')).status).toBe(200);
		expect((await dashboard.get('/health/ready')).status).toBe(200);
		api.mode = 'down';
		expect((await dashboard.get('/health')).status).toBe(200);
		expect((await dashboard.get('/health/ready')).status).toBe(503);
	});
});
