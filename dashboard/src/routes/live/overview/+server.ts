import { feedTopic, leaderboardTopic, pulseTopic } from '#lib/server/live/topics.ts';
import { eventStream } from '#lib/server/live/stream.ts';
import { guildToShow } from '#lib/server/guild.ts';
import type { RequestHandler } from './$types';

/** The overview's live parts in one connection. */
export const GET: RequestHandler = async () => {
	const guild = await guildToShow();
	return eventStream({
		pulse: pulseTopic(guild),
		top: leaderboardTopic(guild, 'XP', 'SEASON', 7),
		feed: feedTopic(guild, 7)
	});
};
