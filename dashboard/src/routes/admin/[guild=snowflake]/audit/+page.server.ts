import type { Actions } from '@sveltejs/kit';
import { logArguments, parseLogQuery } from '#lib/admin/log.ts';
import { textOf } from '#lib/forms.ts';
import { AuditLogDocument, RevertChangeDocument } from '#lib/gql/generated/graphql.ts';
import { asViewer } from '#lib/server/api.ts';
import { change } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { tell } from '#lib/server/words.ts';
import { localPath } from '#lib/theme.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const query = parseLogQuery(url.searchParams);
	const variables = { guild: params.guild, ...logArguments(query) };
	const { guild } = unwrap(await asViewer(AuditLogDocument, variables));
	const { nodes, pageInfo } = (guild ?? noGuild()).auditLog;
	return { query, pageInfo, changes: nodes.map((node) => tell(node, locals.reading)) };
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
