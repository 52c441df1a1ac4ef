import { expect, test } from 'vitest';
import { parseLanguage, regional, spokenOf, tagsOf } from './language.ts';

test('only what we speak is a language', () => {
	expect(parseLanguage('de')).toBe('de');
	for (const value of ['fr', 'DE-de', '', null, undefined, 3]) {
		expect(parseLanguage(value)).toBeNull();
	}
});

test.each([
	[null, []],
	['', []],
	['de-AT', ['de-AT']],
	['en;q=0.5, de-CH, fr;q=0', ['de-CH', 'en']],
	['*;q=0.1, de;q=nonsense', ['*']]
])('%j asks for %j', (header, tags) => {
	expect(tagsOf(header)).toEqual(tags);
});

test.each([
	[['fr-FR', 'de-AT', 'en'], 'de'],
	[['DE'], 'de'],
	[['*'], 'en'],
	[[], 'en']
] as const)('who reads %j is spoken to in %s', (tags, language) => {
	expect(spokenOf(tags)).toBe(language);
});

test.each([
	['de', ['en-US', 'de-AT'], 'de-AT'],
	['de', ['en-US'], 'de-DE'],
	['en', ['de', 'en-US'], 'en-US'],
	['en', ['en-not a tag'], 'en-GB']
] as const)('numbers in %s for %j are written as in %s', (language, tags, locale) => {
	expect(regional(language, tags)).toBe(locale);
});
