import { API_URL, PUBLIC_API_URL } from '$app/env/private';
import { guildToShow } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	guildId: await guildToShow(),
	endpoint: PUBLIC_API_URL ?? API_URL
});
