import { isFirstPage, pageArguments, parseBoardQuery } from '#lib/leaderboard.ts';
import { FindMembersDocument, LeaderboardDocument } from '#lib/gql/generated/graphql.ts';
import { unwrap } from '#lib/server/failure.ts';
import { asVisitor, guildToShow, isOpen, noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const query = parseBoardQuery(url.searchParams);
	const typed = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
	if (typed) return { query, typed, ...(await find(typed)) };
	const later = !isFirstPage(query);
	const id = await guildToShow();
	const variables = { guild: id, later, ...pageArguments(query) };
	const { guild } = unwrap(await asVisitor(LeaderboardDocument, variables));
	return { query, typed, guild: guild ?? noGuild(), found: null, open: await isOpen(id) };
};

async function find(typed: string) {
	const variables = { guild: await guildToShow(), search: typed };
	const { guild } = unwrap(await asVisitor(FindMembersDocument, variables));
	const { name, viewerSeesMembers, members } = guild ?? noGuild();
	return { guild: { name, viewerSeesMembers }, found: members, open: true };
}
