import { m } from '#lib/paraglide/messages.js';

const DAY = 86_400_000;

interface Season {
	startsAt: string;
	endsAt?: string | null;
}

/** How much of a season has passed, from 0 to 1 (null when its end is open), and what there is to say of it. */
export function seasonState(season: Season, now: number): { passed: number | null; words: string } {
	if (!season.endsAt) return { passed: null, words: '' };
	const start = Date.parse(season.startsAt);
	const end = Date.parse(season.endsAt);
	const passed = end > start ? Math.min(Math.max((now - start) / (end - start), 0), 1) : 1;
	return { passed, words: remaining(end - now) };
}

function remaining(left: number): string {
	if (left <= 0) return m.season_over();
	const days = Math.floor(left / DAY);
	if (days === 0) return m.season_last_day();
	return m.season_days_to_go({ count: days });
}
