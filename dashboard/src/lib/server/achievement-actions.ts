import { fail, type Actions } from '@sveltejs/kit';
import { textOf, valuesOf, type Refused } from '#lib/forms.ts';
import {
	CreateAchievementDocument,
	DeactivateAchievementDocument,
	ReactivateAchievementDocument,
	UpdateAchievementDocument
} from '#lib/gql/generated/graphql.ts';
import { PROBLEM_STATUS } from '#lib/problem.ts';
import { achievementOf, rehearse, sortingOf, type Rehearsal } from './achievements.ts';
import { change } from './change.ts';

/** What an achievement's form shows beside what was entered. */
export interface Rehearsed extends Refused {
	rehearsal?: Rehearsal;
}

/** What can be done with the form of an achievement. */
export const achievementActions: Actions = {
	save: async ({ params, request }) => {
		const form = await request.formData();
		const values = { ...achievementOf(form), ...sortingOf(form) };
		const reason = textOf(form, 'reason') || null;
		const inputs = ['zoneId', 'threshold', 'scope'];
		const to = `/admin/${params.guild}/achievements`;
		const shared = { name: 'achievement', form, inputs, to };
		if (!params.achievement) {
			return change({
				...shared,
				document: CreateAchievementDocument,
				variables: { input: { guildId: params.guild ?? '', ...values, reason } },
				payload: (data) => data.createAchievement
			});
		}
		// Whoever read what others changed meanwhile may put their own on top of it.
		const version = Number(textOf(form, 'onto') || textOf(form, 'version'));
		return change({
			...shared,
			document: UpdateAchievementDocument,
			variables: { input: { id: params.achievement, version, ...values, reason } },
			payload: (data) => data.updateAchievement
		});
	},

	/** For whoever has no scripts: what would come of it. */
	preview: async ({ params, request }) => {
		const form = await request.formData();
		const result = await rehearse(params.guild ?? '', form, params.achievement ?? null);
		const told = {
			form: 'achievement',
			values: valuesOf(form),
			fields: {},
			general: [],
			kept: true
		};
		if (!result.ok) return fail(PROBLEM_STATUS[result.problem.kind], told);
		return { ...told, rehearsal: result.data.guild?.rehearseAchievement } satisfies Rehearsed;
	}
};

/** What can be done with an achievement in the list. */
export const achievementListActions: Actions = {
	deactivate: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'achievements',
			form,
			document: DeactivateAchievementDocument,
			variables: { input: which(form) },
			payload: (data) => data.deactivateAchievement
		});
	},

	reactivate: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'achievements',
			form,
			document: ReactivateAchievementDocument,
			variables: { input: which(form) },
			payload: (data) => data.reactivateAchievement
		});
	}
};

function which(form: FormData) {
	return { id: textOf(form, 'id'), version: Number(textOf(form, 'version')) };
}
