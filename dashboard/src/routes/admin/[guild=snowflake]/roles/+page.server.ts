import type { Actions } from '@sveltejs/kit';
import { textOf } from '#lib/forms.ts';
import {
	LevelRolesDocument,
	RemoveLevelRoleDocument,
	SetLevelRoleDocument,
	SetLevelRoleRulesDocument
} from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from '#lib/server/api.ts';
import { amend, change } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

const TEXTS = 'announcements.level_texts';

export const load: PageServerLoad = async ({ params }) => {
	const { guild } = unwrap(await asViewer(LevelRolesDocument, { guild: params.guild }));
	const { levelRoles, roles, settings } = guild ?? noGuild();
	const values = new Map(
		settings.groups.flatMap((group) => group.settings).map(({ key, value }) => [key, value])
	);
	return {
		levelRoles,
		roles: roles.filter(({ roleId }) => roleId !== params.guild),
		version: settings.version,
		replace: values.get('level_roles.replace') === true,
		restore: values.get('level_roles.restore') === true,
		texts: textsOf(values.get(TEXTS))
	};
};

export const actions: Actions = {
	set: async ({ request, params }) => {
		const form = await request.formData();
		const level = Number(textOf(form, 'level'));
		const roleId = textOf(form, 'roleId');
		const wrong: Record<string, string> = {};
		if (!Number.isInteger(level) || level < 1) wrong.level = m.levelroles_wrong_level();
		if (!roleId) wrong.roleId = m.levelroles_wrong_role();
		if (Object.keys(wrong).length) return amend('set', form, wrong);
		return change({
			name: 'set',
			form,
			document: SetLevelRoleDocument,
			variables: { input: { guildId: params.guild ?? '', level, roleId } },
			payload: (data) => data.setLevelRole
		});
	},
	remove: async ({ request, params }) => {
		const form = await request.formData();
		const level = Number(textOf(form, 'level'));
		return change({
			name: 'remove',
			form,
			document: RemoveLevelRoleDocument,
			variables: { input: { guildId: params.guild ?? '', level } },
			payload: (data) => data.removeLevelRole
		});
	},
	rules: async ({ request, params }) => {
		const form = await request.formData();
		return change({
			name: 'rules',
			form,
			document: SetLevelRoleRulesDocument,
			variables: {
				input: {
					guildId: params.guild ?? '',
					version: Number(textOf(form, 'version')),
					values: [
						{ key: 'level_roles.replace', value: form.has('replace') },
						{ key: 'level_roles.restore', value: form.has('restore') }
					]
				}
			},
			payload: (data) => data.updateSettings
		});
	},
	text: async ({ request, params }) => {
		const form = await request.formData();
		const level = textOf(form, 'level');
		if (!/^[1-9]\d{0,3}$/.test(level))
			return amend('text', form, { level: m.levelroles_wrong_level() });
		const { guild } = unwrap(await asViewer(LevelRolesDocument, { guild: params.guild ?? '' }));
		const stored = (guild ?? noGuild()).settings.groups
			.flatMap((group) => group.settings)
			.find(({ key }) => key === TEXTS);
		const texts = { ...textsOf(stored?.value), [level]: textOf(form, 'text') };
		return change({
			name: 'text',
			form,
			document: SetLevelRoleRulesDocument,
			variables: {
				input: {
					guildId: params.guild ?? '',
					version: Number(textOf(form, 'version')),
					values: [{ key: TEXTS, value: texts }]
				}
			},
			payload: (data) => data.updateSettings
		});
	}
};

/** The texts by level, as the setting has them. */
function textsOf(value: unknown): Record<string, string> {
	return value && typeof value === 'object' ? (value as Record<string, string>) : {};
}
