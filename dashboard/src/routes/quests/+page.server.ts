import type { Actions } from '@sveltejs/kit';
import { textOf } from '#lib/forms.ts';
import {
	ClaimQuestDocument,
	GiveUpQuestDocument,
	HandInQuestDocument,
	QuestsDocument
} from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { pageOf } from '#lib/quests.ts';
import { asReader } from '#lib/server/api.ts';
import { change } from '#lib/server/change.ts';
import { takeDraft } from '#lib/server/drafts.ts';
import { unwrap } from '#lib/server/failure.ts';
import { guildToShow, noGuild } from '#lib/server/guild.ts';
import { takeSaid } from '#lib/server/said.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const past = event.url.searchParams.get('show') === 'past';
	const variables = { filter: past ? 'PAST' : 'OPEN', ...pageOf(event.url.searchParams) } as const;
	const found = await asReader(QuestsDocument, { guild: await guildToShow(), ...variables });
	const { guild } = unwrap(found);
	return {
		guild: guild ?? noGuild(),
		past,
		said: takeSaid(event)?.text ?? null,
		draft: takeDraft(event)
	};
};

/** What a member does about a quest; each form bears the quest's id in its name. */
export const actions: Actions = {
	claim: async ({ request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id');
		return change({
			name: `quest ${id}`,
			form,
			document: ClaimQuestDocument,
			variables: { input: { id } },
			payload: (data) => data.claimQuest,
			say: ({ quest }) => m.quests_claimed({ quest: quest?.title ?? '' })
		});
	},

	handIn: async ({ request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id');
		return change({
			name: `quest ${id}`,
			form,
			document: HandInQuestDocument,
			variables: { input: { id, proof: textOf(form, 'proof') || null } },
			payload: (data) => data.handInQuest,
			inputs: ['proof'],
			say: ({ quest }) => m.quests_handed_in({ quest: quest?.title ?? '' })
		});
	},

	giveUp: async ({ request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id');
		return change({
			name: `quest ${id}`,
			form,
			document: GiveUpQuestDocument,
			variables: { input: { id } },
			payload: (data) => data.giveUpQuest,
			say: ({ quest }) => m.quests_gave_up({ quest: quest?.title ?? '' })
		});
	}
};
