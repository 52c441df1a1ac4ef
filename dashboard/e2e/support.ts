import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The looks and widths in which every page must be good; the wide one first. */
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [1440, 360] as const;

/** Whether the API is the made-up one, which can be told to fail. */
export const isFixture = !process.env.BASE_URL;

/** Tells the made-up API what to do. */
export async function control(order: object): Promise<void> {
	await fetch('http://127.0.0.1:8011/_control', { method: 'POST', body: JSON.stringify(order) });
}

/** Where the first member of the leaderboard lives. */
export async function someMember(page: Page): Promise<string> {
	await page.goto('/leaderboard');
	const href = await page.locator('tbody a').first().getAttribute('href');
	return new URL(href ?? '', page.url()).pathname;
}

/** What the browser complains about, apart from statuses and pictures that the test is about. */
export function complaints(page: Page): string[] {
	const heard: string[] = [];
	page.on('pageerror', (error) => heard.push(error.message));
	page.on('console', (message) => {
		const expected = message.text().startsWith('Failed to load resource');
		if (message.type() === 'error' && !expected) heard.push(message.text());
	});
	return heard;
}

/** Scrolls to each chart, which comes only when it is seen, and waits for it. */
async function seeAll(page: Page): Promise<void> {
	for (const place of await page.locator('[data-chart]').all()) {
		await place.scrollIntoViewIfNeeded();
		await expect(place.locator('svg').first()).toBeVisible();
	}
	await page.evaluate(() => scrollTo(0, 0));
}

/** No violation that axe knows of, nothing wider than the window, and a picture for a person to look at. */
export async function expectGood(page: Page, name: string): Promise<void> {
	await seeAll(page);
	await picture(page, name);
	await expectAccessible(page);
}

/**
 * The same in both looks and both widths, without loading the page again: axe finds what is wrong with colours in
 * each look, and with what only a narrow window shows.
 */
export async function expectGoodAnyhow(page: Page, name: string): Promise<void> {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: width > 700 ? 900 : 780 });
		await seeAll(page);
		for (const theme of THEMES) {
			await page.emulateMedia({ colorScheme: theme });
			await picture(page, `${name}-${theme}-${width}`);
			if (width === WIDTHS[0]) await expectAccessible(page);
			else if (theme === 'dark') await expectAccessible(page, ['color-contrast']);
		}
		await page.emulateMedia({ colorScheme: 'light' });
	}
}

async function picture(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: `screenshots/${name}.png`, fullPage: true });
	const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(wider, `${name} is wider than its window`).toBeLessThanOrEqual(0);
}

async function expectAccessible(page: Page, without: string[] = []): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).disableRules(without).analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
	);
	expect(found).toEqual([]);
}
