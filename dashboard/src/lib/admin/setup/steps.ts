import { m } from '#lib/paraglide/messages.js';

/** The screens of the setup, in their order. */
export const STEPS = [
	m.setup_welcome,
	m.setup_zones,
	m.setup_admins,
	m.setup_place,
	m.setup_done
] as const;

/** What each screen sets, by its number. */
export const SETTINGS_OF: Record<number, readonly string[]> = {
	3: ['admins.role_ids'],
	4: ['announcements.channel_id', 'announcements.language', 'time_zone']
};

/** The number of a screen, from 1 on; null for what is none. */
export function stepOf(text: string | null | undefined): number | null {
	const number = Number(text);
	return Number.isInteger(number) && number >= 1 && number <= STEPS.length ? number : null;
}
