import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import settings from '../project.inlang/settings.json' with { type: 'json' };

type Entry = string | { match: Record<string, string> }[] | { [key: string]: Entry };

const patterns = settings['plugin.inlang.messageFormat'].pathPattern;
const [base, ...others] = settings.locales as [string, ...string[]];

/** All texts of a catalogue by key and variant. */
function texts(pattern: string, language: string): Map<string, string[]> {
	const file = new URL(`../${pattern.replace('{locale}', language)}`, import.meta.url);
	const found = new Map<string, string[]>();
	const walk = (entry: Entry, path: string) => {
		if (typeof entry === 'string') found.set(path, [entry]);
		else if (Array.isArray(entry)) found.set(path, Object.values(entry[0]!.match));
		else
			for (const [key, inner] of Object.entries(entry)) walk(inner, path ? `${path}.${key}` : key);
	};
	walk(JSON.parse(readFileSync(file, 'utf8')) as Entry, '');
	found.delete('$schema');
	return found;
}

const placeholders = (variants: string[]) =>
	[...new Set(variants.flatMap((text) => text.match(/(?<!\\)\{[^}]+\}|\*\*/g) ?? []))].sort();

describe.each(patterns)('the catalogue %s', (pattern) => {
	const source = texts(pattern, base);

	test.each(others)('says the same things in %s', (language) => {
		expect([...texts(pattern, language).keys()].sort()).toEqual([...source.keys()].sort());
	});

	test.each(others)('fills in the same values in %s', (language) => {
		for (const [key, variants] of texts(pattern, language)) {
			expect(placeholders(variants), key).toEqual(placeholders(source.get(key) ?? []));
		}
	});

	test.each([base, ...others])('leaves nothing empty in %s', (language) => {
		for (const [key, variants] of texts(pattern, language)) {
			for (const text of variants) expect(text.trim(), key).not.toBe('');
		}
	});
});

test('no two catalogues say the same thing', () => {
	const keys = patterns.flatMap((pattern) => [...texts(pattern, base).keys()]);
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
