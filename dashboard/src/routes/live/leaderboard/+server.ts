import { pageSize, parseBoardQuery } from '#lib/leaderboard.ts';
import { guildToShow } from '#lib/server/guild.ts';
import { eventStream } from '#lib/server/live/stream.ts';
import { leaderboardTopic } from '#lib/server/live/topics.ts';
import type { RequestHandler } from './$types';

/** The first page of the board that the query names. */
export const GET: RequestHandler = async ({ url }) => {
	const { by, span, ...query } = parseBoardQuery(url.searchParams);
	return eventStream({ board: leaderboardTopic(await guildToShow(), by, span, pageSize(query)) });
};
