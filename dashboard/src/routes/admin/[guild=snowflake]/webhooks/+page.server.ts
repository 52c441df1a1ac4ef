import type { Actions } from '@sveltejs/kit';
import { textOf } from '#lib/forms.ts';
import {
	CreateWebhookDocument,
	UpdateWebhookDocument,
	WebhooksDocument
} from '#lib/gql/generated/graphql.ts';
import { asViewer } from '#lib/server/api.ts';
import { amend, carryOut, change } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { webhookOf, wrongWith } from '#lib/server/webhooks.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { guild } = unwrap(await asViewer(WebhooksDocument, { guild: params.guild }));
	return { webhooks: (guild ?? noGuild()).webhooks };
};

export const actions: Actions = {
	/** Makes a webhook; its secret is in this answer alone, in no cookie and no address. */
	create: async ({ request, params }) => {
		const form = await request.formData();
		const wanted = webhookOf(form);
		const wrong = wrongWith(wanted);
		if (Object.keys(wrong).length) return amend('create', form, wrong);
		const result = await carryOut({
			name: 'create',
			form,
			document: CreateWebhookDocument,
			variables: { input: { guildId: params.guild ?? '', ...wanted } },
			payload: (data) => data.createWebhook,
			inputs: ['events']
		});
		if ('refused' in result) return result.refused;
		const { secret, webhook } = result.payload;
		return { made: { secret: secret ?? '', id: webhook?.id ?? '', url: webhook?.url ?? '' } };
	},

	/** Switches a webhook on or off. */
	toggle: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'toggle',
			form,
			document: UpdateWebhookDocument,
			variables: {
				input: {
					id: textOf(form, 'id'),
					version: Number(textOf(form, 'version')),
					active: textOf(form, 'active') === 'true'
				}
			},
			payload: (data) => data.updateWebhook
		});
	}
};
