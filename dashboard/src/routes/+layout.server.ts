import { account } from '#lib/server/auth/viewer.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
	theme: locals.theme,
	language: locals.language,
	reading: locals.reading,
	now: Date.now(),
	account: await account()
});
