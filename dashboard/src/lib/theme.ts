/** The two looks a reader can choose; without a choice the page follows the system. */
export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = 'theme';
export const THEME_MAX_AGE = 365 * 24 * 60 * 60;

/** The theme that a cookie or form field names, null for anything else. */
export function parseTheme(value: unknown): Theme | null {
	return THEMES.find((theme) => theme === value) ?? null;
}

/** A path on this site to go back to; anything that could lead elsewhere becomes the front page. */
export function localPath(value: unknown): string {
	if (typeof value !== 'string') return '/';
	const base = 'http://local.invalid';
	const url = value.startsWith('/') && URL.canParse(value, base) ? new URL(value, base) : null;
	return url?.origin === base ? url.pathname + url.search : '/';
}
