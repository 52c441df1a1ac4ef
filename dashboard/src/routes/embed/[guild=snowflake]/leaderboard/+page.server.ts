import { parseLook } from '#lib/embed.ts';
import { LeaderboardDocument } from '#lib/gql/generated/graphql.ts';
import { parseBoardQuery } from '#lib/leaderboard.ts';
import { request } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild, servedGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const look = parseLook(url.searchParams, 10);
	const { by, span } = parseBoardQuery(url.searchParams);
	const guild = await servedGuild(params.guild);
	const variables = { guild, by, span, first: look.count, later: false };
	const answer = unwrap(await request(LeaderboardDocument, variables));
	return { look, by, span, guild: answer.guild ?? noGuild() };
};
