import { error } from '@sveltejs/kit';
import { GUILD_ID } from '$app/env/private';
import { GuildsDocument, type TypedDocumentString } from '#lib/gql/generated/graphql.ts';
import { asReader, request, type Result } from './api.ts';
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

const audiences = { open: new Map<string, boolean>(), until: 0 };

/** Whether a community shows its members to everybody; as it was within the last minute. */
export async function isOpen(id: string, now = Date.now()): Promise<boolean> {
	if (audiences.until <= now) {
		const result = await request(GuildsDocument, {});
		if (!result.ok) return audiences.open.get(id) ?? true;
		audiences.open = new Map(
			result.data.guilds.map(({ guildId, audience }) => [guildId, audience === 'EVERYONE'])
		);
		audiences.until = now + KEEP_FOR;
	}
	return audiences.open.get(id) ?? true;
}

/**
 * Asks what a public page shows: as nobody in particular, which the API remembers for all; of a community that
 * shows its members to members only, as who is signed in.
 */
export async function asVisitor<T, V extends { guild: string }>(
	document: TypedDocumentString<T, V>,
	variables: V
): Promise<Result<T>> {
	const open = await isOpen(variables.guild);
	return open ? request(document, variables) : asReader(document, variables);
}
