import { expect, test } from 'vitest';
import { readingOf } from './reading.ts';

test.each([
	['de', ['de-DE', 'de'], 'Europe/Berlin', { locale: 'de-DE', zone: 'Europe/Berlin' }],
	['en', ['de-DE'], undefined, { locale: 'en-GB', zone: 'UTC' }],
	['en', ['*'], 'Mars/Olympus', { locale: 'en-GB', zone: 'UTC' }],
	['en', [], '<script>', { locale: 'en-GB', zone: 'UTC' }]
] as const)('a reader of %s with languages %j and zone %j', (language, tags, zone, reading) => {
	expect(readingOf(language, tags, zone)).toEqual(reading);
});
