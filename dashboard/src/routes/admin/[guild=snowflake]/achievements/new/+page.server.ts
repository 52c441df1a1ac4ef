import { achievementActions } from '#lib/server/achievement-actions.ts';
import { achievementsAndPlaces } from '#lib/server/achievements.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => achievementsAndPlaces(params.guild);

export const actions = achievementActions;
