import { ORIGIN } from '$app/env/private';
import { account } from '#lib/server/auth/viewer.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
	theme: locals.theme,
	language: locals.language,
	reading: locals.reading,
	now: Date.now(),
	/** Where browsers find the site; null when nobody said. */
	origin: ORIGIN ?? null,
	account: await account()
});
