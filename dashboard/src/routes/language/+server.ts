import { redirect } from '@sveltejs/kit';
import { LANGUAGE_COOKIE, LANGUAGE_MAX_AGE, parseLanguage } from '#lib/language.ts';
import { localPath } from '#lib/theme.ts';
import type { RequestHandler } from './$types';

/** Remembers the language that the form names and goes back. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const fields = await request.formData();
	const language = parseLanguage(fields.get('language'));
	if (language) {
		cookies.set(LANGUAGE_COOKIE, language, {
			path: '/',
			httpOnly: true,
			secure: url.protocol === 'https:',
			sameSite: 'lax',
			maxAge: LANGUAGE_MAX_AGE
		});
	}
	redirect(303, localPath(fields.get('back')));
};
