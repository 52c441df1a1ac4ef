import { expect, test, type Page } from '@playwright/test';
import { complaints, expectGood } from './support.ts';
import { API, DISCORD_URL, GUILD, said, signIn } from './system.ts';

/**
 * What a person does who runs a community, on the whole running system: local Discord, bot, API, database and the
 * built dashboard. It needs the addresses of all of them, as tests/e2e gives them.
 */
const PATIENCE = { timeout: 120_000 };

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.skip(!DISCORD_URL, 'The whole system is needed.');

/** Names of this run's own, so that it can be repeated on the same system. */
const RUN = Date.now().toString(36).slice(-4);
const ZONE = `Journey ${RUN}`;
const ACHIEVEMENT = `Second Word ${RUN}`;
const SEASON = `Term ${RUN}`;

/** Has members of the club do something. */
async function script<T>(...steps: object[]): Promise<T[]> {
	const response = await fetch(`${DISCORD_URL}/_local/script`, {
		method: 'POST',
		body: JSON.stringify(steps),
		headers: { 'content-type': 'application/json' }
	});
	return (await response.json()) as T[];
}

async function joins(name: string): Promise<string> {
	const [{ id } = { id: '' }] = await script<{ id: string }>({ do: 'joins', who: name });
	return id;
}

/** What the API tells everybody of a member. */
async function member(id: string): Promise<{ xp: number; gold: number } | null> {
	const query = `query ($guild: Snowflake!, $id: Snowflake!) {
		guild(id: $guild) { member(id: $id) { xp gold } } }`;
	const response = await fetch(`${API}/graphql`, {
		method: 'POST',
		body: JSON.stringify({ query, variables: { guild: GUILD, id } }),
		headers: { 'content-type': 'application/json' }
	});
	const answer = (await response.json()) as {
		data: { guild: { member: { xp: number; gold: number } | null } };
	};
	return answer.data.guild.member;
}

/** What the newest messages of a channel say. */
async function read(where: string): Promise<string[]> {
	const [texts = []] = await script<string[]>({ do: 'reads', where, last: 100 });
	return texts;
}

let page: Page;
let heard: string[];

test.beforeAll(async ({ browser }) => {
	page = await signIn(browser, 'admin');
	heard = complaints(page);
});

test.afterAll(() => {
	expect(heard).toEqual([]);
});

test('a zone with two channels is made, foreseen, and pays', async () => {
	await page.goto(`/admin/${GUILD}/zones/new`);
	await page.getByLabel('Name').fill(ZONE);
	for (const name of ['general', 'career']) {
		await page
			.getByRole('checkbox', { name: `#${name}`, exact: false })
			.first()
			.check();
	}
	await page.getByLabel('Take channels out of other zones').check();
	await page.getByLabel('Message: factor on XP').fill('3');
	await expect(page.getByText('45 XP, 1 ★').first()).toBeVisible();
	await expectGood(page, 'admin-zone-new');
	await page.getByRole('button', { name: 'Try on the last 30 days' }).click();
	await expect(
		page.getByRole('heading', { name: 'The last 30 days with this zone' })
	).toBeVisible();
	await expectGood(page, 'admin-zone-whatif');
	await page.getByRole('button', { name: 'Create zone' }).click();
	await expect(said(page, `Zone “${ZONE}”: created`)).toBeVisible();
	await expectGood(page, 'admin-zones');

	const nova = await joins(`Nova ${RUN}`);
	await script({
		do: 'says',
		who: nova,
		where: '#general',
		text: 'Hello, this is my first day here!'
	});
	await expect.poll(async () => (await member(nova))?.xp, PATIENCE).toBe(45);
});

test('a setting is saved: a channel takes more announcements in a minute', async () => {
	await page.goto(`/admin/${GUILD}/settings`);
	const group = page.getByRole('region', { name: 'Announcements' });
	await group.getByLabel('Most in a minute').fill('60');
	await group.getByRole('button', { name: 'Save “Announcements”' }).click();
	await expect(page.getByRole('status').getByText('Settings').first()).toBeVisible();
	await expect(group.getByLabel('Most in a minute')).toHaveValue('60');
	await expectGood(page, 'admin-settings');
});

test('an achievement is made, and announced when somebody earns it', async () => {
	await page.goto(`/admin/${GUILD}/achievements/new`);
	await page.getByLabel('Name').fill(ACHIEVEMENT);
	await page.getByLabel('Description').fill('Said something for the first time.');
	await page.getByLabel('From how many on').fill('1');
	await page.getByLabel('Announced in').selectOption({ label: '#career' });
	await page.getByLabel('Epic').check();
	await expect(page.getByText(`🏅 ${ACHIEVEMENT}`)).toBeVisible();
	await expect(page.getByText('Posted in #career')).toBeVisible();
	await expectGood(page, 'admin-achievement-new');
	await page.getByRole('button', { name: 'Create achievement' }).click();
	await expect(said(page, `Achievement “${ACHIEVEMENT}”: created`)).toBeVisible();
	await expectGood(page, 'admin-achievements');

	const mira = await joins(`Mira ${RUN}`);
	await script({
		do: 'says',
		who: mira,
		where: '#python',
		text: 'Has anybody tried the new parser?'
	});
	const announced = async () =>
		(await read('#career')).filter((text) => text.includes(ACHIEVEMENT) && text.includes(mira));
	await expect.poll(announced, PATIENCE).toHaveLength(1);
});

test('an award is given once, and taken back', async () => {
	const theo = await joins(`Theo ${RUN}`);
	await expect.poll(async () => (await member(theo))?.gold, PATIENCE).toBe(0);
	await page.goto(`/admin/${GUILD}/awards`);
	const form = page.getByRole('region', { name: 'Give XP or gold' });
	await form.getByRole('combobox', { name: 'Member' }).fill(`Theo ${RUN}`);
	await page.getByRole('option', { name: `Theo ${RUN}` }).click();
	await form.getByLabel('Gold').fill('25');
	await form.getByLabel('Reason').fill('For helping on the first day');
	await expectGood(page, 'admin-awards');
	await form.getByRole('button', { name: 'Give the award' }).dblclick();
	await expect(said(page, 'The award was given.')).toBeVisible();
	expect((await member(theo))?.gold).toBe(25);
	await page.getByRole('button', { name: /^Undo/ }).first().click();
	await expect(said(page, 'Award: taken back')).toBeVisible();
	expect((await member(theo))?.gold).toBe(0);
});

test('of two admins at the same zone the second is told, and nothing is overwritten', async ({
	browser
}) => {
	const second = await signIn(browser, 'admin', 1);
	for (const each of [page, second]) {
		await each.goto(`/admin/${GUILD}/zones`);
		await each.getByRole('link', { name: new RegExp(`Edit ?: ${ZONE}`) }).click();
		await expect(each.getByRole('heading', { name: `Change “${ZONE}”` })).toBeVisible();
	}
	await page.getByLabel('Description').fill('By the first of two.');
	await page.getByRole('button', { name: 'Save zone' }).click();
	await expect(said(page, `Zone “${ZONE}”: changed`)).toBeVisible();

	await second.getByLabel('Message: factor on XP').fill('2');
	await second.getByRole('button', { name: 'Save zone' }).click();
	const alert = second.getByRole('alert');
	await expect(alert.getByText('Somebody was faster')).toBeVisible();
	await expect(alert.getByText('By the first of two.')).toBeVisible();
	await expectGood(second, 'admin-zone-conflict');
	await expect(second.getByLabel('Message: factor on XP')).toHaveValue('2');

	await page.reload();
	await expect(page.getByText('By the first of two.').first()).toBeVisible();
	await expect(
		page.locator('.card', { has: page.getByRole('heading', { name: ZONE }) }).getByText('× 3 XP')
	).toBeVisible();
});

test('a zone is taken out of force after a question, and put back', async () => {
	await page.goto(`/admin/${GUILD}/zones`);
	const card = page.locator('.card', { has: page.getByRole('heading', { name: ZONE }) });
	await card.getByRole('button', { name: 'Deactivate' }).click();
	const question = page.getByRole('alertdialog');
	await expect(question.getByText(`Deactivate “${ZONE}”?`)).toBeVisible();
	await expectGood(page, 'admin-zone-question');
	await question.getByRole('button', { name: 'Deactivate' }).click();
	await expect(said(page, `Zone “${ZONE}”: deactivated`)).toBeVisible();
	await card.getByRole('button', { name: 'Reactivate' }).click();
	await expect(said(page, `Zone “${ZONE}”: switched on again`)).toBeVisible();
});

test('the season is rolled after a question, and everybody sees the next one', async () => {
	await page.goto(`/admin/${GUILD}/seasons`);
	const all = page.getByRole('region', { name: 'All seasons' }).getByRole('listitem');
	const running = all.filter({ hasText: 'running' });
	const before = await running.getByRole('paragraph').first().innerText();
	await page.getByLabel('Name of the next season').fill(SEASON);
	await page.getByLabel('Planned end').fill('2099-12-31');
	await page.getByRole('button', { name: 'Begin the season' }).click();
	const question = page.getByRole('alertdialog');
	await expect(question).toContainText('All season counters start at zero.');
	await expectGood(page, 'admin-season-question');
	await question.getByRole('button', { name: 'Begin the season' }).click();
	await expect(running).toContainText(SEASON);
	await expect(running).not.toContainText(before.replace('running', '').trim());
	await expect(page.getByRole('status').getByText(SEASON).first()).toBeVisible();
	await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
	await expectGood(page, 'admin-seasons');

	const board = await page.context().newPage();
	await board.goto('/leaderboard?span=season');
	await expect(board.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(board.getByText(SEASON).first()).toBeVisible();
	await board.close();
});
