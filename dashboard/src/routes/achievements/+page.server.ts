import { AchievementsDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { guildToShow, noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { guild } = unwrap(await request(AchievementsDocument, { guild: await guildToShow() }));
	return { guild: guild ?? noGuild() };
};
