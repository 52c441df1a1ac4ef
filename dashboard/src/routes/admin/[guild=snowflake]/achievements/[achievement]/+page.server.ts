import { error } from '@sveltejs/kit';
import { achievementActions } from '#lib/server/achievement-actions.ts';
import { achievementsAndPlaces, firstRehearsal } from '#lib/server/achievements.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const places = await achievementsAndPlaces(params.guild);
	const achievement = places.achievements.find(({ id }) => id === params.achievement);
	if (!achievement) error(404);
	return {
		...places,
		achievement,
		rehearsal: await firstRehearsal(params.guild, achievement)
	};
};

export const actions = achievementActions;
