import { redirect } from '@sveltejs/kit';
import { GUILD_ID } from '$app/env/private';
import { requireViewer } from '#lib/server/admin.ts';
import { fail } from '#lib/server/failure.ts';
import type { PageServerLoad } from './$types';

/** Leads to the community that the person runs; who runs several chooses. */
export const load: PageServerLoad = async () => {
	const viewer = await requireViewer();
	const governed = viewer.guilds.filter(({ admin }) => admin).map(({ guild }) => guild);
	const here = governed.find(({ guildId }) => guildId === GUILD_ID);
	const only = here ?? (governed.length === 1 ? governed[0] : undefined);
	if (only) redirect(303, `/admin/${only.guildId}`);
	if (governed.length === 0) fail({ kind: 'forbidden' });
	return { governed };
};
