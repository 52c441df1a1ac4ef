import { error } from '@sveltejs/kit';
import { MemberDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { guildToShow, noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const variables = { guild: await guildToShow(), member: params.id };
	const { guild } = unwrap(await request(MemberDocument, variables));
	const { name, season, member } = guild ?? noGuild();
	if (!member) error(404, 'Nobody here by that number', { missing: 'member' });
	return { guildName: name, season, member };
};
