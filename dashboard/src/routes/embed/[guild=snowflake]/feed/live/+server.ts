import { parseLook } from '#lib/embed.ts';
import { servedGuild } from '#lib/server/guild.ts';
import { eventStream } from '#lib/server/live/stream.ts';
import { feedTopic } from '#lib/server/live/topics.ts';
import type { RequestHandler } from './$types';

/** The newest entries of the feed. */
export const GET: RequestHandler = async ({ params, url }) => {
	const { count } = parseLook(url.searchParams, 8);
	return eventStream({ feed: feedTopic(await servedGuild(params.guild), count) });
};
