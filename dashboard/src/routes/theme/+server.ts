import { redirect } from '@sveltejs/kit';
import { localPath, parseTheme, THEME_COOKIE, THEME_MAX_AGE } from '#lib/theme.ts';
import type { RequestHandler } from './$types';

/** Remembers the look that the form names, forgets it for `system`, and goes back. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const fields = await request.formData();
	const theme = parseTheme(fields.get('theme'));
	const options = { path: '/', httpOnly: true, secure: url.protocol === 'https:' };
	if (theme)
		cookies.set(THEME_COOKIE, theme, { ...options, sameSite: 'lax', maxAge: THEME_MAX_AGE });
	else cookies.delete(THEME_COOKIE, options);
	redirect(303, localPath(fields.get('back')));
};
