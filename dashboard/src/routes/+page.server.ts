import { unwrap } from '#lib/server/failure.ts';
import { asVisitor, guildToShow, isOpen, noGuild } from '#lib/server/guild.ts';
import { OverviewDocument } from '#lib/gql/generated/graphql.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const id = await guildToShow();
	const { guild } = unwrap(await asVisitor(OverviewDocument, { guild: id }));
	return { guild: guild ?? noGuild(), open: await isOpen(id) };
};
