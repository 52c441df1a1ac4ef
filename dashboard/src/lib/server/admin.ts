import { fail, unwrap } from './failure.ts';
import { asViewer } from './api.ts';
import { ViewerDocument } from '#lib/gql/generated/graphql.ts';
import type { Viewer } from './auth/viewer.ts';

export type Guild = Viewer['guilds'][number]['guild'];

/** Who is signed in; for everybody else the page is the one that asks to sign in. */
export async function requireViewer(): Promise<Viewer> {
	const { viewer } = unwrap(await asViewer(ViewerDocument, {}));
	return viewer ?? fail({ kind: 'signed-out' });
}

/**
 * A guild that the person who is signed in may run at this moment; for everybody else the page says why not.
 *
 * It decides what is shown. What may be done is decided by the API alone, at each request.
 */
export async function requireAdmin(guildId: string): Promise<{ viewer: Viewer; guild: Guild }> {
	const viewer = await requireViewer();
	const own = viewer.guilds.find(({ guild }) => guild.guildId === guildId);
	if (!own) fail({ kind: 'stranger' });
	if (!own.admin) fail({ kind: 'forbidden' });
	return { viewer, guild: own.guild };
}
