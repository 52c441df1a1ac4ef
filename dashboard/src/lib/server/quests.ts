import { error, type Actions } from '@sveltejs/kit';

import { textOf } from '#lib/forms.ts';
import {
	AcceptHandInDocument,
	AdminQuestDocument,
	CreateQuestDocument,
	DeactivateQuestDocument,
	QuestPlacesDocument,
	ReactivateQuestDocument,
	SendBackHandInDocument,
	UpdateQuestDocument,
	type QuestProof
} from '#lib/gql/generated/graphql.ts';
import { instantOf } from '#lib/local-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from './api.ts';
import { amend, change } from './change.ts';
import { unwrap } from './failure.ts';
import { noGuild } from './guild.ts';

const MOST = 2_000_000_000;

/** What a new quest can count for. */
export async function questPlaces(guildId: string) {
	const { guild } = unwrap(await asViewer(QuestPlacesDocument, { guild: guildId }));
	const { zones, seasons } = guild ?? noGuild();
	return { zones: zones.filter(({ active }) => active), seasons };
}

/** A quest to change, with what it can count for. */
export async function questToChange(guildId: string, id: string) {
	const variables = { guild: guildId, quest: id };
	const { guild } = unwrap(await asViewer(AdminQuestDocument, variables));
	const { quest, zones, seasons } = guild ?? noGuild();
	if (!quest) error(404);
	return {
		quest,
		zones: zones.filter(({ id, active }) => active || id === quest.zone?.id),
		seasons
	};
}

/** What can be done with the form of a quest. */
export const questActions: Actions = {
	save: async ({ params, request, locals }) => {
		const form = await request.formData();
		const entered = textOf(form, 'endsAt');
		const endsAt = entered ? instantOf(entered, locals.reading.zone) : null;
		if (entered && !endsAt) return amend('quest', form, { endsAt: m.quests_deadline_wrong() });
		const values = {
			title: textOf(form, 'title'),
			description: textOf(form, 'description'),
			xp: wholeOf(form, 'xp') ?? 0,
			stars: wholeOf(form, 'stars'),
			gold: wholeOf(form, 'gold') ?? 0,
			places: wholeOf(form, 'places'),
			endsAt,
			proof: textOf(form, 'proof') as QuestProof,
			zoneId: textOf(form, 'zoneId') || null,
			seasonId: textOf(form, 'seasonId') || null,
			reason: textOf(form, 'reason') || null
		};
		const shared = { name: 'quest', form, to: `/admin/${params.guild}/quests` };
		if (!params.quest) {
			return change({
				...shared,
				document: CreateQuestDocument,
				variables: { input: { guildId: params.guild ?? '', ...values } },
				payload: (data) => data.createQuest
			});
		}
		return change({
			...shared,
			document: UpdateQuestDocument,
			variables: {
				input: { id: params.quest, version: Number(textOf(form, 'version')), ...values }
			},
			payload: (data) => data.updateQuest
		});
	}
};

/** What can be done in the list of quests, and in the queue of what was handed in. */
export const questListActions: Actions = {
	close: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'quests',
			form,
			document: DeactivateQuestDocument,
			variables: { input: versioned(form) },
			payload: (data) => data.deactivateQuest
		});
	},

	reopen: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'quests',
			form,
			document: ReactivateQuestDocument,
			variables: { input: versioned(form) },
			payload: (data) => data.reactivateQuest
		});
	},

	accept: async ({ request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id');
		return change({
			name: `hand-in ${id}`,
			form,
			document: AcceptHandInDocument,
			variables: { input: { id } },
			payload: (data) => data.acceptHandIn
		});
	},

	sendBack: async ({ request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id');
		return change({
			name: `hand-in ${id}`,
			form,
			document: SendBackHandInDocument,
			variables: { input: { id, answer: textOf(form, 'answer') } },
			payload: (data) => data.sendBackHandIn
		});
	}
};

function versioned(form: FormData) {
	return { id: textOf(form, 'id'), version: Number(textOf(form, 'version')) };
}

/** A whole number that was entered; null where nothing was. */
function wholeOf(form: FormData, name: string): number | null {
	const text = textOf(form, name);
	return text ? Math.min(Math.max(Math.trunc(Number(text)) || 0, 0), MOST) : null;
}
