import { redirect, type Actions } from '@sveltejs/kit';
import { choiceOf } from '#lib/admin/imports/words.ts';
import { textOf } from '#lib/forms.ts';
import { ApplyImportDocument, ImportsDocument } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from '#lib/server/api.ts';
import { amend, change, postpone } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { LARGEST_FILE, sendImport } from '#lib/server/upload.ts';
import { tell, valueOf } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

const TIMEOUT = 20_000;
const APPLYING = 120_000;

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const choice = choiceOf(url.searchParams);
	const variables = { guild: params.guild, ...choice };
	const { guild } = unwrap(await asViewer(ImportsDocument, variables, { timeout: TIMEOUT }));
	const { imports, auditLog, achievements } = guild ?? noGuild();
	const shares = achievements.flatMap(({ awarding }) => (awarding === null ? [] : [awarding]));
	const read = imports.find(({ state }) => state === 'READ') ?? null;
	const word = (key: string, value: unknown) =>
		valueOf(key, value, new Map(), locals.reading) ?? m.settings_none();
	return {
		choice,
		read: read && {
			...read,
			offers: read.offers.map(({ what, key, present, value }) => ({
				what,
				present: word(key, present),
				value: word(key, value)
			}))
		},
		past: auditLog.nodes.map((node) => tell(node, locals.reading)),
		/** How far achievements that follow have come, null when none do. */
		awarding: shares.length ? Math.min(...shares) : null
	};
};

export const actions: Actions = {
	/** Sends a file; nothing changes by it. */
	upload: async (event) => {
		const { request, params, url } = event;
		const form = await request.formData();
		const file = form.get('file');
		if (!(file instanceof File) || !file.size) {
			return amend('upload', form, { file: m.import_file_missing() });
		}
		if (file.size > LARGEST_FILE) return amend('upload', form, { file: m.import_file_large() });
		const sent = await sendImport(params.guild ?? '', file);
		if (sent.ok) redirect(303, `${url.pathname}#look`);
		if ('message' in sent) return amend('upload', form, { file: sent.message });
		return postpone(event, 'upload', form, sent.problem);
	},

	apply: async ({ request, url }) => {
		const form = await request.formData();
		return change({
			name: 'apply',
			form,
			document: ApplyImportDocument,
			variables: { input: { id: textOf(form, 'id'), ...choiceOf(form) } },
			payload: (data) => data.applyImport,
			timeout: APPLYING,
			to: url.pathname
		});
	}
};
