import { textOf, textsOf } from '#lib/forms.ts';
import type { WebhookEvent } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** A webhook as a form describes it. */
export function webhookOf(form: FormData) {
	return {
		url: textOf(form, 'url'),
		description: textOf(form, 'description'),
		events: textsOf(form, 'events') as WebhookEvent[]
	};
}

/** What is wrong with it before the API is asked, by input. */
export function wrongWith({ url, events }: ReturnType<typeof webhookOf>): Record<string, string> {
	const wrong: Record<string, string> = {};
	if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) wrong.url = m.hooks_url_wrong();
	if (!events.length) wrong.events = m.hooks_events_missing();
	return wrong;
}
