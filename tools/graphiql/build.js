// Bundles GraphiQL, its style and the example queries into synapse/api/assets: npm ci && npm run build.
import { build } from 'esbuild';
import { readdir, readFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);
const folder = new URL('docs/examples/queries/', root);
const ORDER = ['leaderboard', 'member', 'rewards', 'feed', 'live'];

const examples = {
	name: 'examples',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^examples$/ }, ({ path }) => ({ path, namespace: 'examples' }));
		onLoad({ filter: /.*/, namespace: 'examples' }, async () => {
			const names = (await readdir(folder)).sort(
				(a, b) => ORDER.indexOf(a.split('.')[0]) - ORDER.indexOf(b.split('.')[0])
			);
			const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
			return { contents: JSON.stringify(texts), loader: 'json' };
		});
	}
};

await build({
	entryPoints: { graphiql: 'src/main.jsx' },
	outdir: new URL('synapse/api/assets/', root).pathname,
	bundle: true,
	minify: true,
	format: 'esm',
	target: 'es2022',
	jsx: 'automatic',
	define: { 'process.env.NODE_ENV': '"production"' },
	loader: { '.woff2': 'dataurl' },
	legalComments: 'eof',
	plugins: [examples]
});
