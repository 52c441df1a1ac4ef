import { expect, test } from 'vitest';
import { readingOf } from './reading.ts';

test.each([
	['de-DE,de;q=0.9', 'Europe/Berlin', { locale: 'de-DE', zone: 'Europe/Berlin' }],
	[null, undefined, { locale: 'en-GB', zone: 'UTC' }],
	['*', 'Mars/Olympus', { locale: 'en-GB', zone: 'UTC' }],
	['not a tag', '<script>', { locale: 'en-GB', zone: 'UTC' }]
])('languages %j and zone %j', (languages, zone, reading) => {
	expect(readingOf(languages, zone)).toEqual(reading);
});
