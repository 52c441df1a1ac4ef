import type { Actions } from '@sveltejs/kit';
import { isId, logArguments, parseLogQuery } from '#lib/admin/log.ts';
import { textOf } from '#lib/forms.ts';
import { AuditLogDocument, RevertChangeDocument } from '#lib/gql/generated/graphql.ts';
import { asViewer } from '#lib/server/api.ts';
import { whomOf } from '#lib/server/awards.ts';
import { change } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { tell } from '#lib/server/words.ts';
import { localPath } from '#lib/theme.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const query = parseLogQuery(url.searchParams);
	const typed = query.actor ?? '';
	const whom = typed ? await whomOf(params.guild, typed) : null;
	const told = whom && 'told' in whom ? whom.told : null;
	// Whom nobody could mean has changed nothing.
	const actor = whom && 'id' in whom ? whom.id : told ? '0' : undefined;
	const variables = { guild: params.guild, ...logArguments(query), actor };
	const { guild } = unwrap(await asViewer(AuditLogDocument, variables));
	const { nodes, pageInfo } = (guild ?? noGuild()).auditLog;
	const changes = nodes.map((node) => tell(node, locals.reading));
	// Somebody who was named by their id is shown by their name, when they are in sight.
	const name = isId(typed) ? changes.find(({ by }) => by.userId === typed)?.by.name : undefined;
	return { query, told, who: name ?? typed, pageInfo, changes };
};

export const actions: Actions = {
	/** Undoes a change, from whatever page it was asked for. */
	revert: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'revert',
			form,
			document: RevertChangeDocument,
			variables: { input: { id: textOf(form, 'entry') } },
			payload: (data) => data.revertChange,
			to: localPath(form.get('back'))
		});
	}
};
