import { error, type Actions } from '@sveltejs/kit';
import { textOf } from '#lib/forms.ts';
import {
	DeleteWebhookDocument,
	RedeliverWebhookDocument,
	RotateWebhookSecretDocument,
	TestWebhookDocument,
	UpdateWebhookDocument,
	WebhookDeliveriesDocument
} from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from '#lib/server/api.ts';
import { amend, carryOut, change } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import { webhookOf, wrongWith } from '#lib/server/webhooks.ts';
import type { PageServerLoad } from './$types';

const PAGE = 20;

export const load: PageServerLoad = async ({ params, url }) => {
	const [after, before] = [url.searchParams.get('after'), url.searchParams.get('before')];
	const page = before ? { last: PAGE, before } : { first: PAGE, after };
	const { guild } = unwrap(
		await asViewer(WebhookDeliveriesDocument, {
			guild: params.guild,
			webhook: params.webhook,
			...page
		})
	);
	const { webhook } = guild ?? noGuild();
	if (!webhook) error(404, m.hooks_gone_title());
	return { webhook };
};

export const actions: Actions = {
	save: async ({ request, params }) => {
		const form = await request.formData();
		const wanted = webhookOf(form);
		const wrong = wrongWith(wanted);
		if (Object.keys(wrong).length) return amend('save', form, wrong);
		return change({
			name: 'save',
			form,
			document: UpdateWebhookDocument,
			variables: {
				input: {
					id: params.webhook ?? '',
					version: Number(textOf(form, 'version')),
					...wanted,
					active: form.has('active')
				}
			},
			payload: (data) => data.updateWebhook,
			inputs: ['events']
		});
	},

	test: async ({ request, params }) => {
		const form = await request.formData();
		return change({
			name: 'test',
			form,
			document: TestWebhookDocument,
			variables: { input: { id: params.webhook ?? '' } },
			payload: (data) => data.testWebhook,
			say: () => m.hooks_tested()
		});
	},

	redeliver: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'redeliver',
			form,
			document: RedeliverWebhookDocument,
			variables: { input: { id: textOf(form, 'id') } },
			payload: (data) => data.redeliverWebhook,
			say: () => m.hooks_redelivered()
		});
	},

	/** Gives it another secret, which is in this answer alone. */
	rotate: async ({ request, params }) => {
		const form = await request.formData();
		const result = await carryOut({
			name: 'rotate',
			form,
			document: RotateWebhookSecretDocument,
			variables: {
				input: { id: params.webhook ?? '', version: Number(textOf(form, 'version')) }
			},
			payload: (data) => data.rotateWebhookSecret
		});
		return 'refused' in result ? result.refused : { secret: result.payload.secret ?? '' };
	},

	delete: async ({ request, params }) => {
		const form = await request.formData();
		return change({
			name: 'delete',
			form,
			document: DeleteWebhookDocument,
			variables: {
				input: { id: params.webhook ?? '', version: Number(textOf(form, 'version')) }
			},
			payload: (data) => data.deleteWebhook,
			to: `/admin/${params.guild}/webhooks`
		});
	}
};
