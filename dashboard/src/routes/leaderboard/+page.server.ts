import { isFirstPage, pageArguments, parseBoardQuery } from '#lib/leaderboard.ts';
import { LeaderboardDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { guildToShow, noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const query = parseBoardQuery(url.searchParams);
	const later = !isFirstPage(query);
	const variables = { guild: await guildToShow(), later, ...pageArguments(query) };
	const { guild } = unwrap(await request(LeaderboardDocument, variables));
	return { query, guild: guild ?? noGuild() };
};
