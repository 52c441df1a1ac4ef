import { achievementListActions } from '#lib/server/achievement-actions.ts';
import { achievementsAndPlaces } from '#lib/server/achievements.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const { achievements } = await achievementsAndPlaces(params.guild);
	const categories = [...new Set(achievements.map(({ category }) => category))].filter(Boolean);
	const category = categories.find((each) => each === url.searchParams.get('category')) ?? null;
	return {
		categories: categories.sort(),
		category,
		achievements: achievements.filter((each) => !category || each.category === category)
	};
};

export const actions = achievementListActions;
