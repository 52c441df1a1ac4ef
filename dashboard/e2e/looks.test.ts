import { expect, test } from '@playwright/test';
import {
	complaints,
	control,
	expectGood,
	isFixture,
	open,
	someMember,
	THEMES,
	WIDTHS
} from './support.ts';

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

for (const theme of THEMES) {
	for (const width of WIDTHS) {
		test.describe(`${theme}, ${width} px`, () => {
			const pages = isFixture ? { ...PAGES, ...BUILDERS } : PAGES;
			for (const [name, path] of Object.entries(pages)) {
				test(name, async ({ page }) => {
					const heard = complaints(page);
					await open(page, path, theme, width);
					await expectGood(page, `${name}-${theme}-${width}`);
					expect(heard).toEqual([]);
				});
			}

			test('member', async ({ page }) => {
				const heard = complaints(page);
				await open(page, await someMember(page), theme, width);
				await expectGood(page, `member-${theme}-${width}`);
				expect(heard).toEqual([]);
			});

			for (const [mode, paths] of Object.entries(STATES)) {
				test(`an API that is ${mode}`, async ({ page }) => {
					test.skip(!isFixture, 'Only the made-up API can be told to fail.');
					await control({ mode });
					try {
						for (const [index, path] of paths.entries()) {
							await open(page, path, theme, width);
							await expectGood(page, `state-${mode}-${index + 1}-${theme}-${width}`);
						}
					} finally {
						await control({ mode: 'ok' });
					}
				});
			}
		});
	}
}
