import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { compiler } from './i18n.ts';

/** Modules that this many entries need come together: a browser asks for a few files rather than for forty. */
const SHARED_BY = 28;

export default defineConfig({
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: { groups: [{ name: 'shared', minShareCount: SHARED_BY }] }
					}
				}
			}
		}
	},
	plugins: [
		tailwindcss(),
		paraglideVitePlugin(compiler),
		sveltekit({
			adapter: adapter({ precompress: true }),
			// Style sheets come with the page, which shows nothing before them: with them it is there one way to and fro sooner.
			inlineStyleThreshold: 32_768,
			csp: {
				mode: 'nonce',
				// `img-src` depends on the environment and is added in hooks.server.ts.
				directives: {
					'default-src': ['none'],
					'script-src': ['self'],
					'style-src': ['self'],
					// SvelteKit hides the element that reads new pages' titles aloud with this one style attribute.
					'style-src-attr': [
						'unsafe-hashes',
						'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='
					],
					'font-src': ['self'],
					'connect-src': ['self'],
					'manifest-src': ['self'],
					'form-action': ['self'],
					'base-uri': ['none'],
					'frame-ancestors': ['none'],
					'object-src': ['none']
				}
			},
			// SvelteKit compares with an origin fixed when it is built; ours is known when the server starts, so
			// hooks.server.ts compares instead.
			csrf: { trustedOrigins: ['*'] }
		})
	],
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
		environment: 'node',
		restoreMocks: true
	}
});
