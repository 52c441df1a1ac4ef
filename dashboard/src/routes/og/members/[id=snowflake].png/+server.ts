import { guildToShow } from '#lib/server/guild.ts';
import { picture } from '#lib/server/pictures.ts';
import type { RequestHandler } from './$types';

/** A member's card, for link previews. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const search = new URLSearchParams({ for: 'share', lang: locals.language });
	return picture(`/pictures/${await guildToShow()}/members/${params.id}.png`, search);
};
