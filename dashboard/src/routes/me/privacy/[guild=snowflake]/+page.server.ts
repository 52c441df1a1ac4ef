import { redirect, type Actions } from '@sveltejs/kit';
import { textOf } from '#lib/forms.ts';
import {
	ForgetMeDocument,
	MyPrivacyDocument,
	SetTrackingDocument,
	ViewerDocument
} from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from '#lib/server/api.ts';
import { amend, carryOut, change } from '#lib/server/change.ts';
import { takeDraft } from '#lib/server/drafts.ts';
import { fail, unwrap } from '#lib/server/failure.ts';
import { myData, summary } from '#lib/server/held.ts';
import { announce, takeSaid } from '#lib/server/said.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { viewer } = unwrap(await asViewer(MyPrivacyDocument, {}));
	if (!viewer) fail({ kind: 'signed-out' });
	const own = viewer.guilds.find(({ guild }) => guild.guildId === event.params.guild);
	if (!own) fail({ kind: 'stranger' });
	const answer = await myData(own.guild.guildId);
	return {
		guild: own.guild,
		tracked: own.tracked,
		several: viewer.guilds.length > 1,
		/** Null when it did not come. */
		held: answer.ok ? summary(answer.data.document) : null,
		said: takeSaid(event)?.text ?? null,
		draft: takeDraft(event)
	};
};

export const actions: Actions = {
	/** Opts out of being recorded, or in again. */
	tracking: async ({ request, params }) => {
		const form = await request.formData();
		const guild = textOf(form, 'guildName');
		const tracked = textOf(form, 'tracked') === 'true';
		return change({
			name: 'tracking',
			form,
			document: SetTrackingDocument,
			variables: { input: { guildId: params.guild ?? '', tracked } },
			payload: (data) => data.setTracking,
			say: () => (tracked ? m.privacy_opted_in({ guild }) : m.privacy_opted_out({ guild }))
		});
	},

	/** Forgets the person, for good; whose account goes with it is signed out. */
	forget: async (event) => {
		const { request, params, locals } = event;
		const form = await request.formData();
		if (!form.has('sure')) return amend('forget', form, { sure: m.privacy_forget_unsure() });
		const result = await carryOut({
			name: 'forget',
			form,
			document: ForgetMeDocument,
			variables: { input: { guildId: params.guild ?? '', everywhere: form.has('everywhere') } },
			payload: (data) => data.forgetMe
		});
		if ('refused' in result) return result.refused;
		const left = await asViewer(ViewerDocument, {});
		if (left.ok && left.data.viewer) {
			announce(event, {
				entry: null,
				text: m.privacy_forgotten({ guild: textOf(form, 'guildName') })
			});
			redirect(303, '/me');
		}
		locals.session.end();
		redirect(303, '/sign-in?why=forgotten');
	}
};
