import { AdminOverviewDocument } from '#lib/gql/generated/graphql.ts';
import { asViewer } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { lastStep } from '#lib/server/setup.ts';
import { tell } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, cookies }) => {
	const { guild } = unwrap(await asViewer(AdminOverviewDocument, { guild: params.guild }));
	const changes = (guild ?? noGuild()).auditLog.nodes;
	return {
		changes: changes.map((change) => tell(change, locals.reading)),
		/** Whether nobody has changed anything yet. */
		isNew: changes.every(({ actorId }) => actorId === null),
		setupStep: lastStep({ cookies }, params.guild)
	};
};
