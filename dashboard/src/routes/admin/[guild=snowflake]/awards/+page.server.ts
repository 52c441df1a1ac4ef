import { randomUUID } from 'node:crypto';
import { AdminAwardsDocument } from '#lib/gql/generated/graphql.ts';
import { asViewer } from '#lib/server/api.ts';
import { awardActions } from '#lib/server/awards.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { tell } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { guild } = unwrap(await asViewer(AdminAwardsDocument, { guild: params.guild }));
	const { achievements, awards, grants } = guild ?? noGuild();
	return {
		/** However often the form is sent, it is one award: a double click and a reload give nothing twice. */
		key: randomUUID(),
		achievements: achievements.filter(({ active }) => active),
		awards: awards.nodes.map((entry) => tell(entry, locals.reading)),
		grants: grants.nodes.map((entry) => tell(entry, locals.reading))
	};
};

export const actions = awardActions;
