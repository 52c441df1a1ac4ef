import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BuiltDashboard } from './support/dashboard.ts';
import { FixtureApi } from './support/server.ts';

/** Bytes of compressed JavaScript that a public page may send. */
const MOST = 75_000;

const api = new FixtureApi();
const dashboard = new BuiltDashboard();

beforeAll(async () => {
	await api.start();
	await dashboard.start(api.origin);
});
afterAll(async () => {
	await dashboard.stop();
	await api.stop();
});

/** All scripts that a page loads: what it names, and what these import. */
async function scripts(path: string): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	const html = await (await dashboard.get(path)).text();
	const base = new URL(path, dashboard.origin);
	const waiting = Array.from(
		html.matchAll(/["'(]([^"'()\s]+\.js)["')]/g),
		([, src]) => new URL(src!, base)
	);
	for (let url = waiting.pop(); url; url = waiting.pop()) {
		if (found.has(url.pathname)) continue;
		const source = await (await dashboard.get(url.pathname)).text();
		found.set(url.pathname, source);
		const imports = source.matchAll(/(?:from|import)\s*["']([^"']+\.js)["']/g);
		for (const [, src] of imports) waiting.push(new URL(src!, url));
	}
	return found;
}

test.each([
	'/',
	'/leaderboard',
	'/week',
	'/members/930000000000001003',
	'/activity',
	'/achievements',
	'/developers'
])('%s is light', async (path) => {
	const found = await scripts(path);
	const bytes = [...found.values()].reduce((sum, source) => sum + gzipSync(source).length, 0);
	console.info(`${path}: ${(bytes / 1000).toFixed(1)} kB of compressed JavaScript`);
	expect(found.size).toBeGreaterThan(3);
	expect(bytes).toBeLessThanOrEqual(MOST);
});
