import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Lighthouse on a running system: `npm run lighthouse -- http://127.0.0.1:3000`, the demo's address without one.
 *
 * Lighthouse is installed into `lighthouse/` the first time, from that folder's own lock. The browser is the
 * machine's Chromium, for which no other host than this machine exists. Reports go to `test-results/`.
 */

const HERE = join(import.meta.dirname, '..');
const FOLDER = join(HERE, 'lighthouse');
const REPORTS = join(HERE, 'test-results');
const PAGES = { overview: '/', leaderboard: '/leaderboard' };
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const LEAST = 95;
const BROWSER = [
	'--headless',
	'--no-sandbox',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	'--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"'
];

interface Report {
	categories: Record<string, { score: number | null }>;
	audits: Record<string, { title: string; score: number | null; scoreDisplayMode: string }>;
	runtimeError?: { message: string };
}

/** The address to look at: the argument, or where the demo of this checkout runs. */
function address(): string {
	const [given] = process.argv.slice(2);
	if (given) return given.replace(/\/$/, '');
	try {
		const noted = readFileSync(join(HERE, '../.synapse/demo/running.json'), 'utf8');
		return (JSON.parse(noted) as { dashboard: string }).dashboard;
	} catch {
		throw new Error(
			'No demo runs from this checkout. Start one (make demo), or name an address: ' +
				'npm run lighthouse -- http://127.0.0.1:3000'
		);
	}
}

function install(): void {
	if (existsSync(join(FOLDER, 'node_modules/lighthouse'))) return;
	execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: FOLDER,
		stdio: 'inherit'
	});
}

/** Looks at one page as at a mid-range phone on a slow line, which is Lighthouse's own standard. */
async function look(url: string, name: string): Promise<Report> {
	const file = join(REPORTS, `lighthouse-${name}`);
	const options = [
		url,
		'--quiet',
		'--output=json',
		'--output=html',
		`--output-path=${file}`,
		'--no-enable-error-reporting',
		`--only-categories=${CATEGORIES.join(',')}`,
		...BROWSER.map((flag) => `--chrome-flags=${flag}`)
	];
	const child = spawn(
		process.execPath,
		[join(FOLDER, 'node_modules/lighthouse/cli/index.js'), ...options],
		{
			stdio: 'inherit',
			env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium', CI: '1' }
		}
	);
	const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	if (code) throw new Error(`Lighthouse ended with ${String(code)}.`);
	return JSON.parse(readFileSync(`${file}.report.json`, 'utf8')) as Report;
}

const origin = address();
install();
mkdirSync(REPORTS, { recursive: true });
let short = false;
const figures: Record<string, Record<string, number>> = {};
for (const [name, path] of Object.entries(PAGES)) {
	const { categories, audits } = await look(origin + path, name);
	const scores = Object.fromEntries(
		CATEGORIES.map((category) => [category, Math.round((categories[category]?.score ?? 0) * 100)])
	);
	figures[path] = scores;
	console.info(`${path}: ${Object.entries(scores).flat().join(' ')}`);
	if (Object.values(scores).every((score) => score >= LEAST)) continue;
	short = true;
	for (const { title, score } of Object.values(audits)) {
		if (score !== null && score < 0.9) console.info(`  ${score.toFixed(2)}  ${title}`);
	}
}
writeFileSync(join(REPORTS, 'lighthouse.json'), JSON.stringify(figures, null, '\t'));
if (short) {
	console.error(`Every score has to be ${LEAST} at least.`);
	process.exitCode = 1;
}
