import { NEUTRAL, type Reading } from '#lib/format.ts';

/** Where the browser notes its time zone, so that the next page arrives in it. */
export const ZONE_COOKIE = 'zone';

/** How a reader wants numbers and times written, as far as the request tells; neutral where it does not. */
export function readingOf(languages: string | null, zone: string | undefined): Reading {
	return { locale: localeOf(languages), zone: zoneOf(zone) };
}

function localeOf(languages: string | null): string {
	const tag = languages?.split(/[,;]/, 1)[0]?.trim() ?? '';
	try {
		return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? NEUTRAL.locale;
	} catch {
		return NEUTRAL.locale;
	}
}

function zoneOf(zone: string | undefined): string {
	if (!zone) return NEUTRAL.zone;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
	} catch {
		return NEUTRAL.zone;
	}
}
