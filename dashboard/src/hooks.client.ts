import type { HandleClientError } from '@sveltejs/kit/hooks';
import { parseLanguage } from '#lib/language.ts';
import { m } from '#lib/paraglide/messages.js';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';

// The page goes on in the language in which the server began it.
const language = parseLanguage(document.documentElement.lang) ?? baseLocale;
overwriteGetLocale(() => language);

/** Unexpected errors in the browser: its console has the whole, the reader a sentence. */
export const handleError: HandleClientError = (input) => {
	if (input.kind !== 'unknown') return;
	console.error(input.error);
	return { message: m.broken_in_browser() };
};
