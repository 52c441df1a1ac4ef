import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACHIEVEMENTS } from './support/club.ts';
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
		expect(await text('/week')).toContain('Rose the most');
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

describe('languages', () => {
	test('a page comes in the first language of the reader that we speak', async () => {
		const html = await text('/leaderboard', { 'accept-language': 'fr, de-AT;q=0.8, en;q=0.5' });
		expect(html).toContain('<html lang="de"');
		expect(html).toContain('Bestenliste');
		expect(await text('/leaderboard')).toContain('<html lang="en"');
	});

	test('a choice goes before the browser, and numbers follow the language', async () => {
		const headers = { 'accept-language': 'de', cookie: 'language=en' };
		const html = await text(member, headers);
		expect(html).toContain('Here since');
		expect(html).toContain(new Intl.NumberFormat('en-GB').format(api.club.people[3]!.lifetime.xp));
	});

	test('are chosen by a form that needs no script', async () => {
		const response = await fetch(`${dashboard.origin}/language`, {
			method: 'POST',
			body: new URLSearchParams({ language: 'de', back: '/activity?days=90' }),
			headers: { origin: dashboard.origin },
			redirect: 'manual'
		});
		expect([response.status, response.headers.get('location')]).toEqual([303, '/activity?days=90']);
		expect(response.headers.get('set-cookie')).toMatch(/^language=de;.*HttpOnly.*SameSite=Lax/i);
	});
});

describe('what can be found', () => {
	test('members by a part of their name', async () => {
		const html = await text('/leaderboard?q=OKAFOR');
		expect(html).toContain('match “OKAFOR”');
		expect(html).toContain('<bdi>Ada Okafor</bdi>');
		expect(html).not.toContain('<bdi>Grace');
		expect(await text('/leaderboard?q=zzz')).toContain('Nobody by that name');
	});

	test('activity, with the figures of each chart as a table', async () => {
		const html = await text('/activity?days=90');
		const rows = html.match(/<th scope="row"/g) ?? [];
		expect(rows.length).toBeGreaterThanOrEqual(90 + 7);
		expect(html).toContain('Hours in UTC');
	});

	test('achievements, with who was first', async () => {
		const html = await text('/achievements');
		for (const { name } of ACHIEVEMENTS) expect(html).toContain(name);
		expect(html).toMatch(/First: .{0,80}members\/\d+/);
	});

	test('how to ask the API', async () => {
		expect(await text('/developers')).toContain(`curl ${api.origin}/graphql`);
	});
});

describe('link previews', () => {
	test.each(['/', '/leaderboard', '/week', '/activity', '/achievements', '/developers'])(
		'%s names a picture that is there',
		async (path) => {
			const [, address] = /property="og:image" content="([^"]+)"/.exec(await text(path)) ?? [];
			const response = await fetch(address!);
			expect(response.status).toBe(200);
			expect(response.headers.get('content-type')).toBe('image/png');
		}
	);

	test('a member’s picture is the API’s', async () => {
		const response = await dashboard.get(`/og${member}.png`);
		expect(await response.text()).toContain(`/members/${api.club.people[3]!.userId}.png?for=share`);
	});

	test('where the API has none a picture stands in', async () => {
		const response = await dashboard.get('/og/members/1.png');
		expect(response.headers.get('content-type')).toBe('image/png');
		expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
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
