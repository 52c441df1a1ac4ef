import { error } from '@sveltejs/kit';
import { firstVerdicts } from '#lib/server/first-verdicts.ts';
import { zoneActions } from '#lib/server/zone-actions.ts';
import { zonesAndChannels } from '#lib/server/zones.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { zones, channels } = await zonesAndChannels(params.guild);
	const zone = zones.find(({ id }) => id === params.zone) ?? error(404);
	return { zone, channels, verdicts: await firstVerdicts(params.guild, zone) };
};

export const actions = zoneActions;
