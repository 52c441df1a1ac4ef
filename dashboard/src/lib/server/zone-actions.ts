import { fail, type Actions } from '@sveltejs/kit';
import { textOf, valuesOf, type Refused } from '#lib/forms.ts';
import {
	CreateZoneDocument,
	DeactivateZoneDocument,
	ReactivateZoneDocument,
	UpdateZoneDocument
} from '#lib/gql/generated/graphql.ts';
import { PROBLEM_STATUS } from '#lib/problem.ts';
import { change } from './change.ts';
import { whatIf, wouldEarn, zoneOf, type Verdict, type WhatIf } from './zones.ts';

/** What a zone's form shows beside what was entered: what it would do. */
export interface Foreseen extends Refused {
	verdicts?: Verdict[];
	whatIf?: WhatIf;
}

const INPUTS = ['channelIds'];

/** What can be done with the form of a zone. */
export const zoneActions: Actions = {
	save: async ({ params, request }) => {
		const form = await request.formData();
		const list = `/admin/${params.guild}/zones`;
		const values = { ...zoneOf(form), moveChannels: form.has('moveChannels') };
		const reason = textOf(form, 'reason') || null;
		const shared = { name: 'zone', form, inputs: INPUTS, to: list };
		if (!params.zone) {
			return change({
				...shared,
				document: CreateZoneDocument,
				variables: { input: { guildId: params.guild ?? '', ...values, reason } },
				payload: (data) => data.createZone
			});
		}
		// Whoever read what others changed meanwhile may put their own on top of it.
		const version = Number(textOf(form, 'onto') || textOf(form, 'version'));
		return change({
			...shared,
			document: UpdateZoneDocument,
			variables: { input: { id: params.zone, version, ...values, reason } },
			payload: (data) => data.updateZone
		});
	},

	/** For whoever has no scripts: what the form's zone would pay. */
	preview: async ({ params, request }) => {
		const form = await request.formData();
		const result = await wouldEarn(params.guild ?? '', form, params.zone ?? null);
		const told = unsaved(form);
		if (!result.ok) return fail(PROBLEM_STATUS[result.problem.kind], told);
		return { ...told, verdicts: result.data.guild?.wouldEarn ?? [] } satisfies Foreseen;
	},

	whatif: async ({ params, request }) => {
		const form = await request.formData();
		const result = await whatIf(params.guild ?? '', form, params.zone ?? null);
		const told = unsaved(form);
		if (!result.ok) {
			return fail(PROBLEM_STATUS[result.problem.kind], {
				...told,
				kept: false,
				problem: result.problem
			});
		}
		return { ...told, whatIf: result.data.guild?.previewRules } satisfies Foreseen;
	}
};

/** What can be done with a zone in the list. */
export const listActions: Actions = {
	deactivate: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'zones',
			form,
			document: DeactivateZoneDocument,
			variables: { input: { id: textOf(form, 'id'), version: Number(textOf(form, 'version')) } },
			payload: (data) => data.deactivateZone
		});
	},

	reactivate: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'zones',
			form,
			document: ReactivateZoneDocument,
			variables: { input: { id: textOf(form, 'id'), version: Number(textOf(form, 'version')) } },
			payload: (data) => data.reactivateZone
		});
	}
};

function unsaved(form: FormData): Foreseen {
	return { form: 'zone', values: valuesOf(form), fields: {}, general: [], kept: true };
}
