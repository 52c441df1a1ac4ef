import { ActivityDocument } from '#lib/gql/generated/graphql.ts';
import { parsePeriod, sinceOf } from '#lib/periods.ts';
import { request } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { guildToShow, noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const period = parsePeriod(url.searchParams.get('days'));
	const variables = { guild: await guildToShow(), since: sinceOf(period, Date.now()) };
	const { guild } = unwrap(await request(ActivityDocument, variables));
	return { period, guild: guild ?? noGuild() };
};
