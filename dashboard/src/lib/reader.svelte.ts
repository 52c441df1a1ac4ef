import { createContext } from 'svelte';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Reading } from './format.ts';
import { regional } from './language.ts';

const CLOCK = 20_000;
const COOKIE_AGE = 365 * 24 * 60 * 60;

/**
 * Whose locale and zone the page is written in, and what time it is there.
 *
 * It starts with what the server knew from the request, so both sides always agree on the first text;
 * `meet()` runs in the browser after hydration.
 */
export class Reader implements Reading {
	locale = $state('');
	zone = $state('');
	/** The present in milliseconds. */
	now = $state(0);

	constructor({ locale, zone }: Reading, now: number) {
		this.locale = locale;
		this.zone = zone;
		this.now = now;
	}

	/** Takes over the browser's locale and zone and keeps the clock going; returns how to stop it. */
	meet(): () => void {
		const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
		this.locale = regional(getLocale(), navigator.languages);
		if (timeZone !== this.zone) remember(timeZone);
		this.zone = timeZone;
		this.now = Date.now();
		const clock = setInterval(() => (this.now = Date.now()), CLOCK);
		return () => clearInterval(clock);
	}
}

/** Tells the server the zone, for the next page. */
function remember(zone: string): void {
	document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=${COOKIE_AGE}; samesite=lax`;
}

export const [getReader, setReader] = createContext<Reader>();
