import { baseLocale, isLocale, type Locale } from '#lib/paraglide/runtime.js';

export type Language = Locale;

export const LANGUAGE_COOKIE = 'language';
export const LANGUAGE_MAX_AGE = 365 * 24 * 60 * 60;

/** Each language by the name that its speakers give it, and the region whose habits it has without a better hint. */
export const LANGUAGES: Record<Language, { name: string; home: string }> = {
	en: { name: 'English', home: 'en-GB' },
	de: { name: 'Deutsch', home: 'de-DE' }
};

/** The language that a cookie or form field names, null for anything else. */
export function parseLanguage(value: unknown): Language | null {
	return isLocale(value) ? value : null;
}

/** The first of a reader's languages that we speak; English when there is none. */
export function spokenOf(tags: readonly string[]): Language {
	return tags.map(primary).find(isLocale) ?? baseLocale;
}

/** The locale for numbers and dates: the reader's own variety of the language when they named one. */
export function regional(language: Language, tags: readonly string[]): string {
	const own = tags.find((tag) => primary(tag) === language && isKnown(tag));
	return own ?? LANGUAGES[language].home;
}

/** The language tags of an Accept-Language header, most wanted first. */
export function tagsOf(header: string | null): string[] {
	const wanted = (header ?? '').split(',').map((part) => {
		const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
		const weight = parameters.find((piece) => piece.startsWith('q='));
		return { tag, weight: weight ? Number(weight.slice(2)) : 1 };
	});
	return wanted
		.filter(({ tag, weight }) => tag && weight > 0)
		.sort((one, other) => other.weight - one.weight)
		.map(({ tag }) => tag);
}

function primary(tag: string): string {
	return (tag.split('-', 1)[0] ?? '').toLowerCase();
}

function isKnown(tag: string): boolean {
	try {
		return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
	} catch {
		return false;
	}
}
