import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	theme: locals.theme,
	language: locals.language,
	reading: locals.reading,
	now: Date.now()
});
