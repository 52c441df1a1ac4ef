import { AsyncLocalStorage } from 'node:async_hooks';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { Language } from '#lib/language.ts';

const spoken = new AsyncLocalStorage<Language>();
overwriteGetLocale(() => spoken.getStore() ?? baseLocale);

/** Runs `work` so that every message in it, however late, is in that language. */
export function speaking<T>(language: Language, work: () => T): T {
	return spoken.run(language, work);
}
