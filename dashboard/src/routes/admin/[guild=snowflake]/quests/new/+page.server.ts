import { questActions, questPlaces } from '#lib/server/quests.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => ({
	...(await questPlaces(params.guild)),
	zone: locals.reading.zone
});

export const actions = questActions;
