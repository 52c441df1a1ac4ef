import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { proposals, type Proposal } from '#lib/admin/setup/proposals.ts';
import { SETTINGS_OF, stepOf, STEPS } from '#lib/admin/setup/steps.ts';
import { textOf, textsOf, type Refused } from '#lib/forms.ts';
import {
	CreateZoneDocument,
	SetupDocument,
	UpdateSettingsDocument,
	UpdateZoneDocument,
	type SetupQuery
} from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from './api.ts';
import { amend, carryOut, change, postpone } from './change.ts';
import { unwrap } from './failure.ts';
import { noGuild } from './guild.ts';
import { announce } from './said.ts';
import { changedIn } from './setting-groups.ts';

type Guild = NonNullable<SetupQuery['guild']>;
type Browser = Pick<RequestEvent, 'cookies' | 'locals'>;

const LIFE = 60 * 60 * 24 * 30;
const cookieOf = (guildId: string) => `setup-${guildId}`;

/** The screen that this browser was on, null when it never was or is through. */
export function lastStep({ cookies }: Pick<Browser, 'cookies'>, guildId: string): number | null {
	return stepOf(cookies.get(cookieOf(guildId)));
}

/** Remembers the screen for whoever leaves and comes back; the last one is the end of it. */
export function keepStep({ cookies, locals }: Browser, guildId: string, step: number): void {
	const options = { ...locals.session.cookies.options(), maxAge: LIFE };
	if (step === STEPS.length) cookies.delete(cookieOf(guildId), options);
	else cookies.set(cookieOf(guildId), String(step), options);
}

/** Everything that the screens show. */
export async function setupOf(guildId: string): Promise<Guild> {
	const { guild } = unwrap(await asViewer(SetupDocument, { guild: guildId }));
	return guild ?? noGuild();
}

const pathOfStep = (guildId: string, step: number) => `/admin/${guildId}/setup?step=${step}`;

/** Makes the zones that were ticked, and goes on; what is made stays when a later one is refused. */
export async function makeZones(event: RequestEvent): Promise<ActionFailure<Refused>> {
	const guildId = event.params.guild ?? '';
	const form = await event.request.formData();
	const asked = await asViewer(SetupDocument, { guild: guildId });
	if (!asked.ok) return postpone(event, 'zones', form, asked.problem);
	const { channels, zones } = asked.data.guild ?? noGuild();
	const chosen = textsOf(form, 'zones');
	const wanted = proposals(channels, zones)
		.filter(({ categoryId }) => chosen.includes(categoryId))
		.map((each) => ({ ...each, name: each.zoneId ? each.name : textOf(form, each.categoryId) }));
	const unnamed = wanted.filter(({ name }) => !name).map(({ categoryId }) => categoryId);
	if (unnamed.length) {
		const told = unnamed.map((id) => {
			const category = channels.find(({ channelId }) => channelId === id)?.name ?? '';
			return [id, m.setup_zones_unnamed({ category })];
		});
		return amend('zones', form, Object.fromEntries(told) as Record<string, string>);
	}
	for (const each of wanted) {
		const result = await makeZone(guildId, form, each, zones);
		if ('refused' in result) return result.refused;
	}
	if (wanted.length) {
		const names = wanted.map(({ name }) => name).join(', ');
		announce(event, { entry: null, text: m.setup_zones_made({ zones: names }) });
	}
	redirect(303, pathOfStep(guildId, 3));
}

function makeZone(guildId: string, form: FormData, proposal: Proposal, zones: Guild['zones']) {
	const channelIds = proposal.channels.map(({ channelId }) => channelId);
	const there = zones.find(({ id }) => id === proposal.zoneId);
	if (there) {
		const input = {
			id: there.id,
			version: there.version,
			channelIds: [...there.channelIds, ...channelIds]
		};
		return carryOut({
			name: 'zones',
			form,
			document: UpdateZoneDocument,
			variables: { input },
			payload: (data) => data.updateZone
		});
	}
	return carryOut({
		name: 'zones',
		form,
		document: CreateZoneDocument,
		variables: { input: { guildId, name: proposal.name, channelIds } },
		payload: (data) => data.createZone
	});
}

/** Saves what a screen sets, as far as it is different, and goes on. */
export async function saveStep(event: RequestEvent): Promise<ActionFailure<Refused>> {
	const guildId = event.params.guild ?? '';
	const form = await event.request.formData();
	const step = stepOf(textOf(form, 'step')) ?? 1;
	const name = `step ${step}`;
	const asked = await asViewer(SetupDocument, { guild: guildId });
	if (!asked.ok) return postpone(event, name, form, asked.problem);
	const { settings } = asked.data.guild ?? noGuild();
	const keys = SETTINGS_OF[step] ?? [];
	const fields = settings.groups
		.flatMap((group) => group.settings)
		.filter(({ key }) => keys.includes(key));
	const values = changedIn(form, fields);
	const to = pathOfStep(guildId, Math.min(step + 1, STEPS.length));
	if (!values.length) redirect(303, to);
	return change({
		name,
		form,
		document: UpdateSettingsDocument,
		variables: { input: { guildId, version: Number(textOf(form, 'version')), values } },
		payload: (data) => data.updateSettings,
		inputs: values.map(({ key }) => `values.${key}`),
		to
	});
}
