import { firstVerdicts } from '#lib/server/first-verdicts.ts';
import { zoneActions } from '#lib/server/zone-actions.ts';
import { zonesAndChannels } from '#lib/server/zones.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { zones, channels } = await zonesAndChannels(params.guild);
	return { zones, channels, verdicts: await firstVerdicts(params.guild, null) };
};

export const actions = zoneActions;
