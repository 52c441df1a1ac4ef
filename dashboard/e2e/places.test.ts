import { globSync } from 'node:fs';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { complaints, expectGoodAnyhow } from './support.ts';
import { DISCORD_URL, GUILD, signIn } from './system.ts';

/**
 * Every page that there is, found among the routes so that none is forgotten, on a running system and as one of the
 * club's admins: in both looks and both widths.
 */
test.describe.configure({ timeout: 120_000 });
test.skip(!DISCORD_URL, 'The whole system is needed.');

/** Routes that are no page by themselves for a reader: the builders' own, and what only leads on. */
const NOT_LOOKED_AT = new Set(['/design']);

const ROUTES = globSync('src/routes/**/+page.svelte')
	.map((file) => `/${file.split('/').slice(2, -1).join('/')}`)
	.map((route) => route.replaceAll(/\/\(.*?\)/g, ''))
	.filter((route) => !NOT_LOOKED_AT.has(route))
	.sort();

/** Where what a route's last part stands for is listed, when that is not the address above it. */
const LISTS: Record<string, string> = { '/members/[id=snowflake]': '/leaderboard' };

let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
	const page = await signIn(browser, 'admin');
	context = page.context();
	await page.close();
});

test.afterAll(() => context.close());

for (const route of ROUTES) {
	test(route, async () => {
		const page = await context.newPage();
		const heard = complaints(page);
		try {
			const path = await addressOf(page, route);
			test.skip(path === null, 'Nothing of the kind is there to be opened.');
			const response = await page.goto(path ?? '');
			expect(response?.status()).toBe(200);
			await expectGoodAnyhow(page, `place${nameOf(route)}`);
			expect(heard).toEqual([]);
		} finally {
			await page.close();
		}
	});
}

/** An address of a route: what it leaves open is the club, or the first of those that are listed above it. */
async function addressOf(page: Page, route: string): Promise<string | null> {
	const known = route.replace(/\[guild(=\w+)?\]/, GUILD);
	if (!known.includes('[')) return known;
	await page.goto(LISTS[route] ?? known.slice(0, known.indexOf('/[')));
	const wanted = new RegExp(`^${known.replaceAll(/\[[^\]]+\]/g, '(?!new$)[^/?#]+')}$`);
	const links = page.locator('a[href]');
	const paths = await links.evaluateAll((all) =>
		all.map((each) => new URL((each as HTMLAnchorElement).href).pathname)
	);
	return paths.find((each) => wanted.test(each)) ?? null;
}

function nameOf(route: string): string {
	const words = route.replaceAll(/\[(\w+)[^\]]*\]/g, '$1').replaceAll('/', '-');
	return words === '-' ? '-overview' : words;
}
