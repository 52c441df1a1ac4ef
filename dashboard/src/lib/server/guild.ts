import { error } from '@sveltejs/kit';
import { GUILD_ID } from '$app/env/private';
import { GuildsDocument } from '#lib/gql/generated/graphql.ts';
import { request, type Result } from './api.ts';
import { unwrap } from './failure.ts';

const KEEP_FOR = 60_000;
let known: { id: string; until: number } | null = null;

/** The guild to show: the configured one, else the first that the API serves, else null. */
export async function currentGuild(now = Date.now()): Promise<Result<string | null>> {
	if (GUILD_ID) return { ok: true, data: GUILD_ID };
	if (known && known.until > now) return { ok: true, data: known.id };
	const result = await request(GuildsDocument, {});
	if (!result.ok) return result;
	const id = result.data.guilds[0]?.guildId ?? null;
	known = id ? { id, until: now + KEEP_FOR } : null;
	return { ok: true, data: id };
}

/** The id of the guild to show; without one the reader sees how to get one. */
export async function guildToShow(): Promise<string> {
	const id = unwrap(await currentGuild());
	return id ?? noGuild();
}

const served = { ids: new Set<string>(), until: 0 };

/** The id itself, if the API serves that guild; else the reader sees that there is none. */
export async function servedGuild(id: string, now = Date.now()): Promise<string> {
	if (served.until <= now) {
		const { guilds } = unwrap(await request(GuildsDocument, {}));
		served.ids = new Set(guilds.map(({ guildId }) => guildId));
		served.until = now + KEEP_FOR;
	}
	return served.ids.has(id) ? id : noGuild();
}

/** Shows the page for a server that has no community yet. */
export function noGuild(): never {
	error(404, 'No community lives here yet', { missing: 'guild' });
}
