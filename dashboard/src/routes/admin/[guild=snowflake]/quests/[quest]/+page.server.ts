import { questActions, questToChange } from '#lib/server/quests.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => ({
	...(await questToChange(params.guild, params.quest)),
	zone: locals.reading.zone
});

export const actions = questActions;
