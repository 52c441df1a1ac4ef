/** One bar of a chart, and one row of the table beside it. */
export interface Point {
	/** When it begins; unique within a series. */
	at: string;
	/** How the axis names it. */
	short: string;
	/** How the table and the pointer name it. */
	long: string;
	value: number;
	/** A second figure for the table. */
	other?: number;
}

/** How strong a value is on a scale of 0 (nothing) to `steps` (the greatest), by the root so that small ones show. */
export function strength(value: number, greatest: number, steps = 5): number {
	if (value <= 0 || greatest <= 0) return 0;
	return Math.max(1, Math.ceil(Math.sqrt(Math.min(1, value / greatest)) * steps));
}

const DAY = 86_400_000;

/** A day of a calendar that shows whole weeks. */
export interface CalendarCell {
	/** ISO 8601, such as 2026-05-04. */
	day: string;
	value: number;
	/** Column, counted from the oldest week. */
	week: number;
	/** Row: 0 for Monday. */
	weekday: number;
}

/** The last `weeks` weeks that end with the week of `today`, Monday first, with what was done on each day. */
export function calendarOf(
	days: readonly { day: string; value: number }[],
	today: string,
	weeks: number
): CalendarCell[] {
	const values = new Map(days.map(({ day, value }) => [day, value]));
	const last = Date.parse(today);
	const monday = last - ((new Date(last).getUTCDay() + 6) % 7) * DAY;
	const first = monday - (weeks - 1) * 7 * DAY;
	const count = (last - first) / DAY + 1;
	return Array.from({ length: count }, (_, index) => {
		const day = new Date(first + index * DAY).toISOString().slice(0, 10);
		return { day, value: values.get(day) ?? 0, week: Math.floor(index / 7), weekday: index % 7 };
	});
}

/** The calendar's day at a place and time. */
export function dayIn(zone: string, now: number): string {
	const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
	return parts.format(now);
}

/** The entry with the greatest value, undefined of nothing. */
export function greatestOf<T extends { value: number }>(entries: readonly T[]): T | undefined {
	return entries.reduce<T | undefined>(
		(best, entry) => (best && best.value >= entry.value ? best : entry),
		undefined
	);
}

/** How many days had something in each month, and how much in all; the newest month first. */
export function monthsOf(days: readonly { day: string; value: number }[]) {
	const active = days.filter(({ value }) => value > 0);
	const months = [...new Set(active.map(({ day }) => day.slice(0, 7)))].sort().reverse();
	return months.map((month) => {
		const within = active.filter(({ day }) => day.startsWith(month));
		return { month, days: within.length, sum: within.reduce((sum, { value }) => sum + value, 0) };
	});
}
