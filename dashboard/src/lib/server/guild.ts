import { GUILD_ID } from '$app/env/private';
import { GuildsDocument } from '#lib/gql/generated/graphql.ts';
import { request, type Result } from './api.ts';

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
