import { createContext } from 'svelte';
import { NEUTRAL, type Reading } from './format.ts';

/**
 * Whose locale and zone the page is written in.
 *
 * It starts neutral, as the server writes; `meet()` runs in the browser after hydration, so both sides
 * always agree on the first text.
 */
export class Reader implements Reading {
	locale = $state<string>(NEUTRAL.locale);
	zone = $state<string>(NEUTRAL.zone);
	/** The present in milliseconds, null until the browser told it. */
	now = $state<number | null>(null);

	/** Takes over the browser's locale and zone and keeps the clock going; returns how to stop it. */
	meet(): () => void {
		const { locale, timeZone } = new Intl.DateTimeFormat(navigator.language).resolvedOptions();
		this.locale = locale;
		this.zone = timeZone;
		this.now = Date.now();
		const clock = setInterval(() => (this.now = Date.now()), 20_000);
		return () => clearInterval(clock);
	}
}

export const [getReader, setReader] = createContext<Reader>();
