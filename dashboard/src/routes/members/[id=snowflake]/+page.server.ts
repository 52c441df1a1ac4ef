import { error } from '@sveltejs/kit';
import { MemberDocument, StepsDocument } from '#lib/gql/generated/graphql.ts';
import { unwrap } from '#lib/server/failure.ts';
import { asVisitor, guildToShow, noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const variables = { guild: await guildToShow(), member: params.id };
	const [whole, steps] = await Promise.all([
		asVisitor(MemberDocument, variables),
		asVisitor(StepsDocument, variables)
	]);
	const { guild } = unwrap(whole);
	const { name, season, member, viewerSeesMembers } = guild ?? noGuild();
	if (!member && !viewerSeesMembers) error(403, name, { missing: 'members' });
	if (!member) error(404, 'Nobody here by that number', { missing: 'member' });
	// A page without the next steps is still a page.
	return {
		guildName: name,
		season,
		member,
		steps: steps.ok ? (steps.data.guild?.achievements ?? []) : []
	};
};
