import { defineConfig } from '@playwright/test';

const FIXTURE_PORT = 8011;
const PORT = 3111;

/** A running system to look at; without one the built dashboard is started with the made-up club. */
const running = process.env.BASE_URL;
const own = {
	HOST: '127.0.0.1',
	PORT: String(PORT),
	ORIGIN: `http://127.0.0.1:${PORT}`,
	API_URL: `http://127.0.0.1:${FIXTURE_PORT}/graphql`,
	IMAGE_ORIGINS: `http://127.0.0.1:${FIXTURE_PORT}`,
	DESIGN: '1'
};

export default defineConfig({
	testDir: 'e2e',
	testMatch: '*.test.ts',
	outputDir: 'test-results',
	// The club is one and lives on while it is looked at.
	workers: 1,
	forbidOnly: Boolean(process.env.CI),
	reporter: [['list']],
	use: {
		baseURL: running ?? own.ORIGIN,
		locale: 'en-GB',
		timezoneId: 'Europe/Berlin',
		launchOptions: {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: [
				'--headless',
				'--no-sandbox',
				'--disable-gpu',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	},
	webServer: running
		? undefined
		: [
				{
					command: `node tests/support/main.ts ${FIXTURE_PORT} 1000`,
					url: `http://127.0.0.1:${FIXTURE_PORT}/avatars/0.svg`
				},
				{ command: 'node build', url: `${own.ORIGIN}/health`, env: own }
			]
});
