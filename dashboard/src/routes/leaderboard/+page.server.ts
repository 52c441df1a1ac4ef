import { isFirstPage, pageArguments, parseBoardQuery } from '#lib/leaderboard.ts';
import { FindMembersDocument, LeaderboardDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { guildToShow, noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const query = parseBoardQuery(url.searchParams);
	const typed = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
	if (typed) return { query, typed, ...(await find(typed)) };
	const later = !isFirstPage(query);
	const variables = { guild: await guildToShow(), later, ...pageArguments(query) };
	const { guild } = unwrap(await request(LeaderboardDocument, variables));
	return { query, typed, guild: guild ?? noGuild(), found: null };
};

async function find(typed: string) {
	const variables = { guild: await guildToShow(), search: typed };
	const { guild } = unwrap(await request(FindMembersDocument, variables));
	const { name, members } = guild ?? noGuild();
	return { guild: { name }, found: members };
}
