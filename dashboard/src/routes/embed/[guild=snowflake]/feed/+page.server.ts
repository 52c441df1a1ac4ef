import { parseLook } from '#lib/embed.ts';
import { EmbedFeedDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild, servedGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const look = parseLook(url.searchParams, 8);
	const variables = { guild: await servedGuild(params.guild), first: look.count };
	const { guild } = unwrap(await request(EmbedFeedDocument, variables));
	return { look, guild: guild ?? noGuild() };
};
