import { expect, test, type Page } from '@playwright/test';
import { control, isFixture } from './support.ts';

const rows = (page: Page) => page.locator('tbody tr').allInnerTexts();

test('the leaderboard moves without a reload', async ({ page }) => {
	await page.goto('/leaderboard');
	await expect(page.getByRole('status')).toHaveText('Live');
	await page.evaluate(() => Object.assign(window, { stayed: true }));
	const before = await rows(page);
	await expect.poll(() => rows(page), { timeout: 60_000 }).not.toEqual(before);
	expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
});

test('the overview moves without a reload', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('status')).toHaveText('Live');
	const figures = page.locator('dl');
	const before = await figures.innerText();
	await expect.poll(() => figures.innerText(), { timeout: 60_000 }).not.toEqual(before);
});

test('live updates can be paused and followed again', async ({ page }) => {
	await page.goto('/leaderboard');
	await page.getByRole('button', { name: 'Pause live updates' }).click();
	await expect(page.getByRole('status')).toHaveText('Paused');
	await page.getByRole('button', { name: 'Follow live' }).click();
	await expect(page.getByRole('status')).toHaveText('Live');
});

test.describe('with the made-up club', () => {
	test.skip(!isFixture, 'Only the made-up club does as it is told.');

	test('a climb is marked, and the focus stays with the member that had it', async ({ page }) => {
		await page.goto('/leaderboard');
		await expect(page.getByRole('status')).toHaveText('Live');
		const climber = page.getByRole('link', { name: 'Annie Costa' });
		await climber.focus();
		await control({ earn: [19, 5_000_000] });
		const first = page.locator('tbody tr').first();
		await expect(first).toContainText('Annie Costa');
		await expect(first).toContainText(/up \d+/);
		await expect(climber).toBeFocused();
	});

	test('nobody who asked for less motion sees rows fly', async ({ page }) => {
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await page.goto('/leaderboard');
		await expect(page.getByRole('status')).toHaveText('Live');
		await page.evaluate(() => {
			const longest = { longest: 0 };
			Object.assign(window, longest);
			const look = () => {
				const all = document
					.getAnimations()
					.map(({ effect }) => effect?.getComputedTiming().duration);
				const seen = window as unknown as typeof longest;
				seen.longest = Math.max(seen.longest, ...all.map(Number));
				requestAnimationFrame(look);
			};
			look();
		});
		await control({ earn: [18, 9_000_000] });
		await expect(page.locator('tbody tr').first()).toContainText('Donald Silva');
		const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
		expect(longest).toBeLessThanOrEqual(1);
	});

	test('a lost API shows, and comes back by itself', async ({ page }) => {
		await page.goto('/leaderboard');
		await expect(page.getByRole('status')).toHaveText('Live');
		await control({ drop: true, mode: 'down' });
		await expect(page.getByRole('status')).toHaveText('Reconnecting');
		await control({ mode: 'ok' });
		await expect(page.getByRole('status')).toHaveText('Live', { timeout: 20_000 });
	});
});
