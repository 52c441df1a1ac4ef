import { expect, test } from '@playwright/test';
import { complaints, isFixture } from './support.ts';

test.describe('controls', () => {
	test.skip(!isFixture, 'The page with every component is for builders.');

	test.beforeEach(async ({ page }) => {
		await page.goto('/design');
		// The development server makes packages ready when they are first asked for, and then loads the page anew.
		await page.waitForLoadState('networkidle');
		await page.getByRole('combobox', { name: 'Member' }).waitFor();
	});

	test('a combobox narrows while one types, and the keyboard chooses', async ({ page }) => {
		const heard = complaints(page);
		const box = page.getByRole('combobox', { name: 'Member' });
		await box.fill('py');
		await expect(page.getByRole('listbox').getByRole('option')).toHaveText([/#python/]);
		await box.press('ArrowDown');
		await box.press('Enter');
		await expect(box).toHaveValue('#python');
		await expect(page.locator('input[name=member]')).toHaveValue('4');
		expect(heard).toEqual([]);
	});

	test('a choice of many can be searched, and keeps what was chosen', async ({ page }) => {
		const list = page.getByRole('group', { name: 'Channels' }).first();
		await list.getByRole('searchbox').fill('open mic');
		await expect(list.getByRole('checkbox')).toHaveCount(1);
		await list.getByLabel('Open mic').check();
		await list.getByRole('searchbox').fill('');
		await expect(list).toContainText('#introductions, Study room, Open mic');
	});

	test('what destroys asks first, and the focus comes back', async ({ page }) => {
		const ask = page.getByRole('button', { name: 'Delete…' });
		await ask.click();
		const question = page.getByRole('alertdialog');
		await expect(question).toContainText('You can undo this');
		await page.keyboard.press('Escape');
		await expect(question).toBeHidden();
		await expect(ask).toBeFocused();
	});

	test('a dialog keeps the focus inside', async ({ page }) => {
		await page.getByRole('button', { name: 'Open a dialog' }).click();
		const dialog = page.getByRole('dialog', { name: 'A dialog' });
		const inside = () => dialog.evaluate((element) => element.contains(document.activeElement));
		// It takes the focus a moment after it is seen; a key before that goes to the page.
		await expect.poll(inside).toBe(true);
		for (let times = 0; times < 4; times += 1) {
			await page.keyboard.press('Tab');
			await expect.poll(inside).toBe(true);
		}
	});

	test('tabs move by arrow', async ({ page }) => {
		await page.getByRole('tab', { name: 'One' }).focus();
		await page.keyboard.press('ArrowRight');
		await expect(page.getByRole('tabpanel')).toHaveText('What stands in two.');
	});

	test('a toast tells what happened', async ({ page }) => {
		await page.getByRole('button', { name: 'Show a toast' }).click();
		const messages = page.getByRole('region', { name: 'Messages' });
		await expect(messages).toContainText('It goes by itself.');
		await messages.getByRole('button', { name: 'Dismiss' }).click();
		await expect(messages).not.toContainText('It goes by itself.');
	});

	test('a label names its control, an error is told with it', async ({ page }) => {
		const number = page.getByLabel('Multiplier');
		await expect(number).toHaveAttribute('aria-invalid', 'true');
		await expect(number).toHaveAccessibleDescription(/Default: 1 Choose a number from 0 to 10/);
	});
});
