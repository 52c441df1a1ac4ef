import type { Actions } from '@sveltejs/kit';
import { textOf } from '#lib/forms.ts';
import { SettingsDocument, UpdateSettingsDocument } from '#lib/gql/generated/graphql.ts';
import { asViewer } from '#lib/server/api.ts';
import { change, postpone } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { changedIn, groupId, shown } from '#lib/server/setting-groups.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { guild } = unwrap(await asViewer(SettingsDocument, { guild: params.guild }));
	const { settings, channels, roles } = guild ?? noGuild();
	return {
		version: settings.version,
		groups: settings.groups.map((group) => shown(group, locals.reading)),
		channels,
		roles
	};
};

export const actions: Actions = {
	/** Saves what is different in one group; the rest of the settings stays. */
	save: async (event) => {
		const { guild } = event.params;
		const form = await event.request.formData();
		const name = textOf(form, 'group');
		const result = await asViewer(SettingsDocument, { guild: guild ?? '' });
		if (!result.ok) return postpone(event, name, form, result.problem);
		const groups = result.data.guild?.settings.groups ?? [];
		const group = groups.find(({ key }) => groupId(key) === name);
		const values = changedIn(form, group?.settings ?? []);
		return change({
			name,
			form,
			document: UpdateSettingsDocument,
			variables: {
				input: { guildId: guild ?? '', version: Number(textOf(form, 'version')), values }
			},
			payload: (data) => data.updateSettings,
			inputs: values.map(({ key }) => `values.${key}`),
			to: `${event.url.pathname}#${name}`
		});
	}
};
