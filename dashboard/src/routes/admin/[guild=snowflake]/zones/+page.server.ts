import { listActions } from '#lib/server/zone-actions.ts';
import { zonesAndChannels } from '#lib/server/zones.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => zonesAndChannels(params.guild);

export const actions = listActions;
