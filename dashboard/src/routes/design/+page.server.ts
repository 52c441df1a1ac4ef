import { error } from '@sveltejs/kit';
import { dev } from '$app/env';
import { DESIGN } from '$app/env/private';
import type { PageServerLoad } from './$types';

/** Every component in every state; for those who build, so elsewhere there is no such page. */
export const load: PageServerLoad = () => {
	if (!dev && !DESIGN) error(404, 'There is no such page');
};
