import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default defineConfig(
	globalIgnores([
		'.svelte-kit/',
		'build/',
		'screenshots/',
		'test-results/',
		'src/lib/gql/generated/',
		'src/lib/paraglide/'
	]),
	js.configs.recommended,
	ts.configs.strictTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser
			}
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': [
				'error',
				{ ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }
			],
			// Our links are built by functions that call resolve(); the rule only sees a call in the attribute.
			'svelte/no-navigation-without-resolve': ['error', { ignoreLinks: true }]
		}
	},
	{
		// SvelteKit types the props of pages without an annotation, which only svelte-check understands.
		files: ['**/*.svelte'],
		extends: [ts.configs.disableTypeChecked]
	},
	{
		// In a test an unexpected absence may simply throw.
		files: ['tests/**', 'e2e/**', '**/*.test.ts'],
		rules: { '@typescript-eslint/no-non-null-assertion': 'off' }
	}
);
