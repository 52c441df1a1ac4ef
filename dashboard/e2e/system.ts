import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';

/** The whole running system, as tests/e2e names its parts. */
export const { DISCORD_URL = '', API = '', GUILD = '' } = process.env;

/** Signs in as one of the club: of its admins, or of its other members, the first of them being 0. */
export async function signIn(
	browser: Browser,
	who: 'admin' | 'member',
	which = 0,
	options: BrowserContextOptions = {}
): Promise<Page> {
	const page = await (await browser.newContext(options)).newPage();
	await page.goto('/auth/login?back=/me');
	await choose(page, who, which);
	await expect(page).toHaveURL(/\/me$/);
	return page;
}

/** On the page of the local Discord: chooses who to be. */
export async function choose(page: Page, who: 'admin' | 'member', which = 0): Promise<void> {
	const people = page.locator('section').nth(who === 'admin' ? 0 : 1);
	await people.locator('button.person').nth(which).click();
}

/** What the page says of what was just done. */
export function said(page: Page, text: string | RegExp) {
	return page.getByRole('status').getByText(text).first();
}
