import type { Actions } from '@sveltejs/kit';
import { textOf, textsOf } from '#lib/forms.ts';
import {
	CreateApiTokenDocument,
	MeDocument,
	RevokeApiTokenDocument,
	UpdatePreferencesDocument,
	type TokenScope
} from '#lib/gql/generated/graphql.ts';
import { preferencesIn } from '#lib/me.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from '#lib/server/api.ts';
import { amend, carryOut, change } from '#lib/server/change.ts';
import { takeDraft } from '#lib/server/drafts.ts';
import { fail, unwrap } from '#lib/server/failure.ts';
import { takeSaid } from '#lib/server/said.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { viewer } = unwrap(await asViewer(MeDocument, {}));
	return {
		viewer: viewer ?? fail({ kind: 'signed-out' }),
		said: takeSaid(event)?.text ?? null,
		draft: takeDraft(event)
	};
};

export const actions: Actions = {
	/** Saves what the person prefers in one community. */
	preferences: async ({ request }) => {
		const form = await request.formData();
		const input = preferencesIn(form);
		return change({
			name: `preferences ${input.guildId}`,
			form,
			document: UpdatePreferencesDocument,
			variables: { input },
			payload: (data) => data.updatePreferences,
			to: '/me',
			say: () => m.me_saved_preferences({ guild: textOf(form, 'guildName') })
		});
	},

	/** Saves the colour of the person's card in one community; none is the community's. */
	colour: async ({ request }) => {
		const form = await request.formData();
		const [guildId, guild] = [textOf(form, 'guildId'), textOf(form, 'guildName')];
		const name = `colour ${guildId}`;
		const colour = form.has('reset') ? '' : textOf(form, 'accentColor');
		if (colour && !/^#[0-9a-f]{6}$/i.test(colour)) {
			return amend(name, form, { accentColor: m.colour_wrong() });
		}
		return change({
			name,
			form,
			document: UpdatePreferencesDocument,
			variables: { input: { guildId, accentColor: colour || null } },
			payload: (data) => data.updatePreferences,
			to: '/me',
			say: () => (colour ? m.colour_saved({ guild, colour }) : m.colour_was_reset({ guild }))
		});
	},

	/** Makes a token, which the page shows this once: it goes into no cookie and no address. */
	token: async ({ request }) => {
		const form = await request.formData();
		const scopes = textsOf(form, 'scopes') as TokenScope[];
		if (!scopes.length) return amend('token', form, { scopes: m.me_token_scopes_missing() });
		const result = await carryOut({
			name: 'token',
			form,
			document: CreateApiTokenDocument,
			variables: {
				input: {
					name: textOf(form, 'name'),
					scopes,
					expiresInDays: Number(textOf(form, 'expiresInDays'))
				}
			},
			payload: (data) => data.createApiToken,
			inputs: ['scopes']
		});
		if ('refused' in result) return result.refused;
		const { secret, apiToken } = result.payload;
		return { token: { secret, name: apiToken?.name ?? '' } };
	},

	/** Ends one of the person's tokens. */
	revoke: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'revoke',
			form,
			document: RevokeApiTokenDocument,
			variables: { input: { id: textOf(form, 'id') } },
			payload: (data) => data.revokeApiToken,
			to: '/me#tokens',
			say: (payload) => m.me_token_ended({ name: payload.apiToken?.name ?? '' })
		});
	}
};
