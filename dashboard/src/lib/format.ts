/** How the server writes, and the browser until it knows its reader: English, UTC. */
export const NEUTRAL = { locale: 'en-GB', zone: 'UTC' } as const;

export interface Reading {
	locale: string;
	zone: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A whole number with the locale's grouping. */
export function number(value: number, { locale }: Reading): string {
	return new Intl.NumberFormat(locale).format(value);
}

/** A ratio from 0 to 1 as whole per cent, rounded down so that 100 % means done. */
export function percent(ratio: number, { locale }: Reading): string {
	const whole = Math.floor(Math.min(Math.max(ratio, 0), 1) * 100) / 100;
	return new Intl.NumberFormat(locale, { style: 'percent' }).format(whole);
}

/** Day, month and year. */
export function date(iso: string, { locale, zone }: Reading): string {
	return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(
		new Date(iso)
	);
}

/** Day and time with the zone's name. */
export function moment(iso: string, { locale, zone }: Reading): string {
	return new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		timeZoneName: 'short',
		timeZone: zone
	}).format(new Date(iso));
}

/** How long ago, in the largest fitting unit; older than a week it is the date. */
export function ago(iso: string, now: number, reading: Reading): string {
	const passed = Math.max(0, now - Date.parse(iso));
	if (passed >= 7 * DAY) return date(iso, reading);
	const relative = new Intl.RelativeTimeFormat(reading.locale, { numeric: 'auto', style: 'short' });
	if (passed < MINUTE) return relative.format(0, 'second');
	if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), 'minute');
	if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), 'hour');
	return relative.format(-Math.floor(passed / DAY), 'day');
}

/** Minutes as hours and minutes. */
export function minutes(count: number, reading: Reading): string {
	const hours = Math.floor(count / 60);
	const unit = (value: number, name: 'hour' | 'minute') =>
		new Intl.NumberFormat(reading.locale, {
			style: 'unit',
			unit: name,
			unitDisplay: 'short'
		}).format(value);
	if (!hours) return unit(count, 'minute');
	return count % 60 && hours < 10
		? `${unit(hours, 'hour')} ${unit(count % 60, 'minute')}`
		: unit(hours, 'hour');
}

/** One or two letters that stand for a name where there is no picture. */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/);
	const letters = [words[0], words.length > 1 ? words.at(-1) : ''];
	return letters
		.map((word) => Array.from(word ?? '')[0] ?? '')
		.join('')
		.toUpperCase();
}
