import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The looks and widths in which every page must be good. */
export const THEMES = ['light', 'dark'] as const;
export const WIDTHS = [1440, 360] as const;
export type Theme = (typeof THEMES)[number];

/** Whether the API is the made-up one, which can be told to fail. */
export const isFixture = !process.env.BASE_URL;

/** Tells the made-up API what to do. */
export async function control(order: object): Promise<void> {
	await fetch('http://127.0.0.1:8011/_control', { method: 'POST', body: JSON.stringify(order) });
}

/** Opens a page in a look and a width. */
export async function open(page: Page, path: string, theme: Theme, width: number): Promise<void> {
	await page.emulateMedia({ colorScheme: theme });
	await page.setViewportSize({ width, height: width > 700 ? 900 : 780 });
	await page.goto(path);
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
	await page.screenshot({ path: `screenshots/${name}.png`, fullPage: true });
	const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(wider).toBeLessThanOrEqual(0);
	const { violations } = await new AxeBuilder({ page }).analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
	);
	expect(found).toEqual([]);
}
