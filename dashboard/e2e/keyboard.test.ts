import { expect, test } from '@playwright/test';

test('the first stop skips to the content', async ({ page }) => {
	await page.goto('/leaderboard');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('main')).toBeFocused();
});

test('from the leaderboard to a member', async ({ page }) => {
	await page.goto('/leaderboard');
	const link = page.locator('tbody a').first();
	const name = await link.innerText();
	await link.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	await expect(page).toHaveTitle(new RegExp(`^${name} · `));
});

test('the look changes at once and is still there after a reload', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await page.goto('/');
	const answered = page.waitForResponse((response) => response.url().endsWith('/theme'));
	await page.getByRole('button', { name: 'Dark' }).press('Enter');
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await answered;
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect(page.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
});
