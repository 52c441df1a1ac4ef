import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { complaints, expectGood, expectGoodAnyhow } from './support.ts';
import { API, choose, DISCORD_URL, GUILD, said, signIn } from './system.ts';

/** What people meet when something fails while they work: nothing is lost, and they are told what to do next. */
test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.skip(!DISCORD_URL, 'The whole system is needed.');

const NAME = `Resilient ${Date.now().toString(36).slice(-4)}`;

/** Stands between a dashboard of its own and the API, and fails as it is told. */
class Between {
	mode: 'ok' | 'down' | 'slow' | 'broken' = 'ok';
	origin = '';
	#dashboard: ChildProcess | undefined;
	readonly #server: Server = createServer((asked, answer) => {
		if (this.mode === 'down') return void asked.socket.destroy();
		if (this.mode === 'slow') return;
		if (this.mode === 'broken') {
			answer.writeHead(200, { 'content-type': 'application/json' });
			answer.end('{"errors": [{"message": "Broken.", "extensions": {"code": "INTERNAL"}}]}');
			return;
		}
		const { method, headers } = asked;
		const passed = request(`${API}${asked.url ?? ''}`, { method, headers }, (came) => {
			answer.writeHead(came.statusCode ?? 502, came.headers);
			came.pipe(answer);
		});
		passed.on('error', () => answer.destroy());
		asked.pipe(passed);
	});

	async start(): Promise<void> {
		const api = await listen(this.#server);
		const free = createServer();
		const port = await listen(free);
		await new Promise((done) => free.close(done));
		this.origin = `http://127.0.0.1:${port}`;
		this.#dashboard = spawn(process.execPath, ['build'], {
			env: {
				...process.env,
				HOST: '127.0.0.1',
				PORT: String(port),
				ORIGIN: this.origin,
				API_URL: `http://127.0.0.1:${api}/graphql`,
				IMAGE_ORIGINS: DISCORD_URL
			}
		});
		await expect
			.poll(async () => (await fetch(`${this.origin}/health`).catch(() => null))?.status, {
				timeout: 30_000
			})
			.toBe(200);
	}

	stop(): void {
		this.#dashboard?.kill();
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return (server.address() as AddressInfo).port;
}

const between = new Between();
let page: Page;
let heard: string[];

test.beforeAll(async ({ browser }) => {
	await between.start();
	// Cookies do not know of ports, so whoever signed in at one dashboard has at the other.
	page = await signIn(browser, 'admin');
	heard = complaints(page);
});

test.afterAll(() => {
	between.stop();
	expect(heard).toEqual([]);
});

for (const [mode, words] of [
	['down', 'The server did not answer, so nothing was saved.'],
	['broken', 'The server could not do this, so nothing was saved.']
] as const) {
	test(`an API that is ${mode} when a form is sent takes nothing of what was entered`, async () => {
		await page.goto(`${between.origin}/admin/${GUILD}/zones/new`);
		await page.getByLabel('Name').fill(`${NAME} ${mode}`);
		await page.getByLabel('Description').fill('Typed before it happened.');
		between.mode = mode;
		try {
			await page.getByRole('button', { name: 'Create zone' }).click();
			const alert = page.getByRole('alert');
			await expect(alert).toContainText(words);
			await expect(page.getByLabel('Description')).toHaveValue('Typed before it happened.');
			await expectGood(page, `admin-form-${mode}`);
		} finally {
			between.mode = 'ok';
		}
		await page.getByRole('button', { name: 'Create zone' }).click();
		await expect(said(page, `Zone “${NAME} ${mode}”: created`)).toBeVisible();
	});
}

test('an API that is away or slow has a page of its own in the administration, with a way on', async () => {
	for (const [mode, words] of [
		['down', 'The scores are out of reach'],
		['slow', 'This is taking too long']
	] as const) {
		between.mode = mode;
		try {
			await page.goto(`${between.origin}/admin/${GUILD}/settings`);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
			if (mode === 'down') await expectGoodAnyhow(page, `admin-${mode}`);
		} finally {
			between.mode = 'ok';
		}
		await page.getByRole('link', { name: 'Try again' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
	}
});

for (const scripts of [true, false]) {
	test(`a session that ends in mid-form, ${scripts ? 'with' : 'without'} scripts: signed in again, the form is as it was`, async ({
		browser
	}) => {
		const mine = await signIn(browser, 'admin', 0, { javaScriptEnabled: scripts });
		await mine.goto(`/admin/${GUILD}/zones/new`);
		await mine.getByLabel('Name').fill(NAME);
		await mine.getByLabel('Description').fill('Half an hour of thought.');
		await mine.context().clearCookies();
		await mine.getByRole('button', { name: 'Create zone' }).click();
		await expect(mine).toHaveURL(/\/sign-in\?why=ended/);
		await expect(mine.getByText('What you typed is kept for a quarter of an hour')).toBeVisible();
		if (scripts) await expectGoodAnyhow(mine, 'sign-in-ended');
		await mine
			.getByRole('main')
			.getByRole('link', { name: /Sign in/ })
			.click();
		await choose(mine, 'admin');
		await expect(mine).toHaveURL(/\/zones\/new$/);
		await expect(mine.getByRole('alert')).toContainText('Your input is back');
		await expect(mine.getByLabel('Name')).toHaveValue(NAME);
		await expect(mine.getByLabel('Description')).toHaveValue('Half an hour of thought.');
		await mine.context().close();
	});
}

test('who is no admin is told so, and what it takes', async ({ browser }) => {
	const member = await signIn(browser, 'member');
	const response = await member.goto(`/admin/${GUILD}/zones`);
	expect(response?.status()).toBe(403);
	await expect(member.getByRole('heading', { level: 1 })).toHaveText('Admins only');
	await expectGoodAnyhow(member, 'admin-refused');
	await member.context().close();
});

test('who has not signed in is asked to, and comes to where they wanted to be', async ({
	browser
}) => {
	const stranger = await (await browser.newContext()).newPage();
	await stranger.goto(`/admin/${GUILD}/seasons`);
	await stranger
		.getByRole('main')
		.getByRole('link', { name: /Sign in/ })
		.click();
	await choose(stranger, 'admin');
	await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Seasons');
	await stranger.locator('header summary').click();
	await stranger.getByRole('button', { name: 'Sign out' }).click();
	await expect(stranger.getByRole('link', { name: /Sign in/ }).first()).toBeVisible();
	await stranger.goto(`/admin/${GUILD}/seasons`);
	await expect(stranger.getByRole('heading', { level: 1 })).not.toHaveText('Seasons');
	await stranger.context().close();
});
