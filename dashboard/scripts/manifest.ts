/**
 * Keeps `persisted-documents.json` equal to what codegen made of the documents.
 *
 * `--write` replaces it; `--check` fails when the committed file says something else. The API reads this
 * file to know the dashboard's documents by their hash.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const GENERATED = new URL('../src/lib/gql/generated/persisted-documents.json', import.meta.url);
const COMMITTED = new URL('../persisted-documents.json', import.meta.url);

/** The manifest with its hashes in order, so that the file changes only when a document does. */
function manifest(): string {
	const documents = JSON.parse(readFileSync(GENERATED, 'utf8')) as Record<string, string>;
	const sorted = Object.fromEntries(Object.entries(documents).sort());
	return JSON.stringify(sorted, null, '\t') + '\n';
}

if (process.argv.includes('--write')) {
	writeFileSync(COMMITTED, manifest());
} else if (readFileSync(COMMITTED, 'utf8') !== manifest()) {
	console.error(
		'persisted-documents.json is older than the documents. Run `npm run codegen` and commit it.'
	);
	process.exit(1);
}
