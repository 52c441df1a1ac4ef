import { AdminQuestsDocument } from '#lib/gql/generated/graphql.ts';
import { pageOf } from '#lib/quests.ts';
import { asViewer } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { questListActions } from '#lib/server/quests.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const variables = { guild: params.guild, ...pageOf(url.searchParams) };
	const { guild } = unwrap(await asViewer(AdminQuestsDocument, variables));
	const { quests, questHandIns } = guild ?? noGuild();
	return { quests, queue: questHandIns };
};

export const actions = questListActions;
