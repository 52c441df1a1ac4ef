import { expect, test } from '@playwright/test';

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('everything can be read, and every way leads on', async ({ page }) => {
		await page.goto('/');
		await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
		await expect(page.locator('dd').first()).toHaveText(/^[\d,]+$/);
		await page.getByRole('link', { name: 'The whole leaderboard' }).click();
		const first = page.locator('tbody a').first();
		const name = await first.innerText();
		await first.click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
		await page.getByRole('link', { name: /^Place \d/ }).click();
		await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();
	});

	test('the pages of the leaderboard follow each other', async ({ page }) => {
		await page.goto('/leaderboard');
		const names = page.locator('tbody a');
		const before = await names.allInnerTexts();
		await page.getByRole('link', { name: 'Next' }).click();
		expect(await names.allInnerTexts()).not.toEqual(before);
		await page.getByRole('link', { name: 'First' }).click();
		await expect(page).toHaveURL(/\/leaderboard$/);
	});

	test('members can be found, and the language chosen', async ({ page }) => {
		await page.goto('/leaderboard');
		const name = await page.locator('tbody a').first().innerText();
		await page.getByRole('searchbox').fill(name.slice(0, 4));
		await page.getByRole('button', { name: 'Search' }).click();
		await expect(page.getByRole('link', { name }).first()).toBeVisible();
		await page.getByRole('button', { name: 'Deutsch' }).click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'de');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bestenliste');
		await expect(page).toHaveURL(/q=/);
	});

	test('what charts show stands beside them as a table', async ({ page }) => {
		await page.goto('/activity');
		await page.getByText('Show as a table').click();
		await expect(page.getByRole('table', { name: 'Day by day' }).locator('tbody tr')).toHaveCount(
			30
		);
	});

	test('the look can be chosen', async ({ page }) => {
		await page.goto('/leaderboard?by=stars');
		await page.getByRole('button', { name: 'Dark' }).click();
		await expect(page).toHaveURL(/\/leaderboard\?by=stars$/);
		await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
		await page.getByRole('button', { name: 'As the system' }).click();
		await expect(page.locator('html')).not.toHaveAttribute('data-theme');
	});
});
