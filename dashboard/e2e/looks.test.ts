import { expect, test } from '@playwright/test';
import { complaints, control, expectGoodAnyhow, isFixture, someMember } from './support.ts';

const PAGES = {
	overview: '/',
	leaderboard: '/leaderboard',
	'leaderboard-stars-week': '/leaderboard?by=stars&span=week',
	'leaderboard-gold': '/leaderboard?by=gold',
	week: '/week',
	search: '/leaderboard?q=an',
	'search-nobody': '/leaderboard?q=nobody-by-that-name',
	activity: '/activity',
	achievements: '/achievements',
	developers: '/developers',
	'unknown-member': '/members/1',
	'unknown-page': '/nowhere'
};

/** What only those who build see. */
const BUILDERS = { design: '/design' };

const STATES = {
	empty: ['/', '/leaderboard', '/week', '/activity', '/achievements'],
	down: ['/leaderboard'],
	slow: ['/leaderboard'],
	limited: ['/leaderboard'],
	broken: ['/leaderboard'],
	'no-guild': ['/']
};

test.describe.configure({ timeout: 120_000 });
test.skip(!isFixture, 'Of a running system every page there is gets looked at: places.test.ts.');

for (const [name, path] of Object.entries({ ...PAGES, ...BUILDERS })) {
	test(name, async ({ page }) => {
		const heard = complaints(page);
		await page.goto(path);
		await expectGoodAnyhow(page, name);
		expect(heard).toEqual([]);
	});
}

test('member', async ({ page }) => {
	const heard = complaints(page);
	await page.goto(await someMember(page));
	await expectGoodAnyhow(page, 'member');
	expect(heard).toEqual([]);
});

for (const [mode, paths] of Object.entries(STATES)) {
	test(`an API that is ${mode}`, async ({ page }) => {
		await control({ mode });
		try {
			for (const [index, path] of paths.entries()) {
				await page.goto(path);
				await expectGoodAnyhow(page, `state-${mode}-${index + 1}`);
			}
		} finally {
			await control({ mode: 'ok' });
		}
	});
}
