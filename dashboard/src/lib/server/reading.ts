import { NEUTRAL, type Reading } from '#lib/format.ts';
import { regional, type Language } from '#lib/language.ts';

/** Where the browser notes its time zone, so that the next page arrives in it. */
export const ZONE_COOKIE = 'zone';

/** How a reader wants numbers and times written, as far as the request tells; neutral where it does not. */
export function readingOf(
	language: Language,
	tags: readonly string[],
	zone: string | undefined
): Reading {
	return { locale: regional(language, tags), zone: zoneOf(zone) };
}

function zoneOf(zone: string | undefined): string {
	if (!zone) return NEUTRAL.zone;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
	} catch {
		return NEUTRAL.zone;
	}
}
