import { parseLook } from '#lib/embed.ts';
import { parseBoardQuery } from '#lib/leaderboard.ts';
import { servedGuild } from '#lib/server/guild.ts';
import { eventStream } from '#lib/server/live/stream.ts';
import { leaderboardTopic } from '#lib/server/live/topics.ts';
import type { RequestHandler } from './$types';

/** The board that the query names. */
export const GET: RequestHandler = async ({ params, url }) => {
	const { by, span } = parseBoardQuery(url.searchParams);
	const { count } = parseLook(url.searchParams, 10);
	return eventStream({ board: leaderboardTopic(await servedGuild(params.guild), by, span, count) });
};
