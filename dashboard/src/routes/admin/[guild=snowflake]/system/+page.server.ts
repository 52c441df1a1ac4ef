import { SystemDocument } from '#lib/gql/generated/graphql.ts';
import { asViewer } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { guild } = unwrap(await asViewer(SystemDocument, { guild: params.guild }));
	return { system: (guild ?? noGuild()).system };
};
