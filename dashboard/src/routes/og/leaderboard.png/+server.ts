import { parseBoardQuery } from '#lib/leaderboard.ts';
import { guildToShow } from '#lib/server/guild.ts';
import { picture } from '#lib/server/pictures.ts';
import type { RequestHandler } from './$types';

/** The first three of the board that the query names, for link previews. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const { by, span } = parseBoardQuery(url.searchParams);
	const search = new URLSearchParams({
		for: 'share',
		by: by.toLowerCase(),
		span: span.toLowerCase(),
		lang: locals.language
	});
	return picture(`/pictures/${await guildToShow()}/leaderboard.png`, search);
};
