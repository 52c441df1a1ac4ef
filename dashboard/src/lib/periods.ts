/** How many days back the activity page can look; the first is the default. */
export const PERIODS = [30, 90, 365] as const;
export type Period = (typeof PERIODS)[number];

const DAY = 86_400_000;

/** The period that an address names, the default for anything else. */
export function parsePeriod(value: string | null): Period {
	return PERIODS.find((days) => String(days) === value) ?? PERIODS[0];
}

/** When a period begins; the same all day long, so that answers can be kept. */
export function sinceOf(period: Period, now: number): string {
	return new Date(Math.floor(now / DAY) * DAY - (period - 1) * DAY).toISOString();
}
