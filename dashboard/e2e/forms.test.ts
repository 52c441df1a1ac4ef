import { expect, test, type Page } from '@playwright/test';
import { DISCORD_URL, GUILD, said, signIn } from './system.ts';

/** Every form of people who are signed in, as a browser without scripts sends it. */
test.describe.configure({ mode: 'serial', timeout: 90_000 });
test.skip(!DISCORD_URL, 'The whole system is needed.');

const RUN = Date.now().toString(36).slice(-4);
const ZONE = `Plain ${RUN}`;

let page: Page;

test.beforeAll(async ({ browser }) => {
	page = await signIn(browser, 'admin', 0, { javaScriptEnabled: false });
});

const place = (path: string) => page.goto(`/admin/${GUILD}/${path}`);
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();

test('zones: refused at the field, made, foreseen, changed, asked about and taken out, undone', async () => {
	await place('zones/new');
	await page.getByLabel('Description').fill('Without a name.');
	await page.locator('form').evaluateAll((all) => {
		for (const each of all as HTMLFormElement[]) each.noValidate = true;
	});
	await press('Create zone');
	await expect(page.getByRole('alert')).toContainText('Not saved yet');
	await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.getByLabel('Description')).toHaveValue('Without a name.');
	await page.getByLabel('Name').fill(ZONE);
	await press('Try on the last 30 days');
	await expect(page.getByText('The last 30 days with this zone')).toBeVisible();
	await press('Create zone');
	await expect(said(page, `Zone “${ZONE}”: created`)).toBeVisible();

	await page.getByRole('link', { name: new RegExp(`Edit ?: ${ZONE}`) }).click();
	await page.getByLabel('Description').fill('With a name.');
	await press('Save zone');
	await expect(said(page, `Zone “${ZONE}”: changed`)).toBeVisible();

	const card = page.locator('.card', { has: page.getByRole('heading', { name: ZONE }) });
	await card.locator('summary', { hasText: 'Deactivate' }).click();
	await expect(card.getByText(`Deactivate “${ZONE}”?`)).toBeVisible();
	await card.getByRole('button', { name: 'Deactivate' }).click();
	await expect(said(page, `Zone “${ZONE}”: deactivated`)).toBeVisible();
	await press(/^Undo/);
	await expect(page.getByText(`Deactivate “${ZONE}”?`)).toHaveCount(1);
});

test('achievements are made, with a look at the announcement', async () => {
	await place('achievements/new');
	await page.getByLabel('Name').fill(ZONE);
	await page.getByLabel('From how many on').fill('100000');
	await press('Create achievement');
	await expect(said(page, `Achievement “${ZONE}”: created`)).toBeVisible();
});

test('settings are saved', async () => {
	await place('settings');
	await page.getByLabel('Motto').fill(`We build things. ${RUN}`);
	await press('Save “General”');
	await expect(said(page, /Settings/)).toBeVisible();
	await expect(page.getByLabel('Motto')).toHaveValue(`We build things. ${RUN}`);
	await press(/^Undo/);
	await expect(page.getByLabel('Motto')).not.toHaveValue(`We build things. ${RUN}`);
});

test('seasons: a name is asked for, and the roll is a question first', async () => {
	await place('seasons');
	await page.locator('summary', { hasText: 'Begin the season' }).click();
	await expect(page.getByText('All season counters start at zero.')).toBeVisible();
	await page.locator('form').evaluateAll((all) => {
		for (const each of all as HTMLFormElement[]) each.noValidate = true;
	});
	await press('Begin the season');
	await expect(page.getByText('Give the next season a name.')).toBeVisible();
});

test('boosts are started', async () => {
	await place('boosts');
	await page.getByLabel('Name').fill(ZONE);
	await page.getByLabel('Ends').fill('2099-12-31T12:00');
	await press('Start the boost');
	await expect(page.getByRole('status').getByText(ZONE).first()).toBeVisible();
	await press(/^Undo/);
});

test('what is one’s own: preferences, the card’s colour, tokens, signing out', async () => {
	await page.goto('/me');
	const announce = page.getByLabel('Announce my level-ups');
	await announce.uncheck();
	await press('Save preferences');
	await expect(announce).not.toBeChecked();
	await announce.check();
	await press('Save preferences');
	await expect(announce).toBeChecked();

	await page.getByRole('textbox', { name: 'Colour' }).fill('#6a4fc7');
	await press('Save the colour');
	await expect(page.getByRole('textbox', { name: 'Colour' })).toHaveValue(/#6a4fc7/i);

	const make = page.getByRole('button', { name: 'Make the token' });
	const form = page.locator('form', { has: make });
	await form.getByLabel('Name').fill(ZONE);
	await make.click();
	await expect(page.getByText(ZONE).first()).toBeVisible();

	await page.locator('header summary').click();
	await press('Sign out');
	await page.goto('/me');
	await expect(page.getByRole('main').getByRole('link', { name: /Sign in/ })).toBeVisible();
});
