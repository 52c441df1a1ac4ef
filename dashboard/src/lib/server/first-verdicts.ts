import { factorInput } from '#lib/admin/zones/kinds.ts';
import { wouldEarn, type Verdict, type Zone } from './zones.ts';

/** How long the message is that a form begins with, in characters. */
export const SAMPLE_LENGTH = '120';

/** What a zone pays before anything was entered; a form without it is better than none. */
export async function firstVerdicts(guildId: string, zone: Zone | null): Promise<Verdict[] | null> {
	if (zone && !zone.active) return null;
	const form = new FormData();
	form.set('name', zone?.name ?? '');
	form.set('sampleLength', SAMPLE_LENGTH);
	for (const id of zone?.channelIds ?? []) form.append('channelIds', id);
	for (const { kind, xp, stars } of zone?.multipliers ?? []) {
		form.set(factorInput(kind, 'xp'), xp);
		form.set(factorInput(kind, 'stars'), stars);
	}
	const result = await wouldEarn(guildId, form, zone?.id ?? null);
	return result.ok ? (result.data.guild?.wouldEarn ?? null) : null;
}
