/**
 * Serves the made-up club: `node tests/support/main.ts [PORT] [MILLISECONDS]`.
 *
 * With MILLISECONDS somebody earns XP that often and now and then reaches a level.
 */
import { FixtureApi } from './server.ts';

const [port = '8010', every = '0'] = process.argv.slice(2);
const api = await new FixtureApi().start(Number(port));
let beat = 0;

if (Number(every) > 0) {
	setInterval(() => {
		beat += 1;
		api.earn((beat * 5) % 12, 400 + ((beat * 173) % 2600));
		if (beat % 4 === 0) api.celebrate((beat * 3) % 30, 10 + (beat % 20));
	}, Number(every));
}
process.once('SIGTERM', () => void api.stop().then(() => process.exit(0)));
console.log(`The fixture API serves ${api.origin}/graphql`);
