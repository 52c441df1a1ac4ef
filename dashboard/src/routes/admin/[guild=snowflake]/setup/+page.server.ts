import { redirect, type Actions } from '@sveltejs/kit';
import { proposals } from '#lib/admin/setup/proposals.ts';
import { SETTINGS_OF, stepOf } from '#lib/admin/setup/steps.ts';
import { shown } from '#lib/server/setting-groups.ts';
import { keepStep, lastStep, makeZones, saveStep, setupOf } from '#lib/server/setup.ts';
import type { PageServerLoad } from './$types';

const CATEGORY = 4;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const step = stepOf(url.searchParams.get('step'));
	if (step === null) redirect(303, `${url.pathname}?step=${lastStep(event, params.guild) ?? 1}`);
	const { pulse, system, zones, channels, roles, settings } = await setupOf(params.guild);
	keepStep(event, params.guild, step);
	const fields = settings.groups.flatMap((group) => shown(group, locals.reading).settings);
	const pick = (of: number) => fields.filter(({ field }) => SETTINGS_OF[of]?.includes(field.key));
	return {
		step,
		version: settings.version,
		settings: pick(step),
		/** What the last screen sums up, by key. */
		chosen: Object.fromEntries(
			[...pick(3), ...pick(4)].map(({ field, choices }) => [
				field.key,
				choices.find(({ value }) => value === field.value)?.label ?? field.value
			])
		),
		proposals: proposals(channels, zones),
		zones: zones.filter(({ active }) => active).map(({ name }) => name),
		channels,
		roles,
		health: {
			online: system.bot?.state === 'ONLINE',
			members: pulse.memberCount,
			channels: channels.filter(({ kind }) => kind !== CATEGORY).length
		}
	};
};

export const actions: Actions = { zones: makeZones, save: saveStep };
