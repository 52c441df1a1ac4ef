import { factorInput, KINDS } from '#lib/admin/zones/kinds.ts';
import { textOf, textsOf } from '#lib/forms.ts';
import {
	AdminZonesDocument,
	WhatIfDocument,
	WouldEarnDocument,
	type AdminZonesQuery,
	type WhatIfQuery,
	type WouldEarnQuery
} from '#lib/gql/generated/graphql.ts';
import { asViewer, type Result } from './api.ts';
import { unwrap } from './failure.ts';
import { noGuild } from './guild.ts';

type Guild = NonNullable<AdminZonesQuery['guild']>;
export type Zone = Guild['zones'][number];
export type Channel = Guild['channels'][number];
export type Verdict = NonNullable<WouldEarnQuery['guild']>['wouldEarn'][number];
export type WhatIf = NonNullable<WhatIfQuery['guild']>['previewRules'];

const WHAT_IF_DAYS = 30;
const CATEGORY = 4;
const MOST_LETTERS = 4000;

/** All zones, and the channels that messages can be in with the name of their category. */
export async function zonesAndChannels(guildId: string) {
	const { guild } = unwrap(await asViewer(AdminZonesDocument, { guild: guildId }));
	const { zones, channels } = guild ?? noGuild();
	const categories = new Map(channels.map(({ channelId, name }) => [channelId, name]));
	return {
		zones,
		channels: channels
			.filter(({ kind }) => kind !== CATEGORY)
			.map((channel) => ({
				...channel,
				category: channel.parentId ? (categories.get(channel.parentId) ?? '') : ''
			}))
	};
}

/** A zone as a form describes it; a factor that was left empty is 1. */
export function zoneOf(form: FormData) {
	return {
		name: textOf(form, 'name'),
		description: textOf(form, 'description'),
		channelIds: textsOf(form, 'channelIds'),
		multipliers: factorsOf(form)
	};
}

function factorsOf(form: FormData) {
	return KINDS.map((kind) => ({
		kind,
		xp: decimalOf(form, factorInput(kind, 'xp')),
		stars: decimalOf(form, factorInput(kind, 'stars'))
	})).filter(({ xp, stars }) => Number(xp) !== 1 || Number(stars) !== 1);
}

/** A factor as the API reads it: with a point, whatever the reader's keyboard has. */
function decimalOf(form: FormData, name: string): string {
	return textOf(form, name).replace(',', '.') || '1';
}

/** Whether every factor is a number, so that there is something to work out. */
export function factorsAreNumbers(form: FormData): boolean {
	return factorsOf(form).every(({ xp, stars }) =>
		[xp, stars].every((value) => value !== '' && Number(value) >= 0 && Number(value) <= 100)
	);
}

/** What one event of each kind would earn in a channel, now and with the form's zone. */
export function wouldEarn(
	guildId: string,
	form: FormData,
	zoneId: string | null
): Promise<Result<WouldEarnQuery>> {
	const { channelIds, multipliers, name } = zoneOf(form);
	const channelId = textOf(form, 'sampleChannel') || channelIds[0] || null;
	const length = Math.min(
		Math.max(Math.trunc(Number(textOf(form, 'sampleLength'))) || 0, 0),
		MOST_LETTERS
	);
	const message = { length, hasCode: form.has('sampleCode'), hasLink: form.has('sampleLink') };
	const events = KINDS.map((kind) =>
		kind === 'MESSAGE_SENT' ? { kind, channelId, ...message } : { kind, channelId }
	);
	const zones = [{ id: zoneId, name: name || null, channelIds, multipliers }];
	return asViewer(WouldEarnDocument, { guild: guildId, input: { events, zones } });
}

/** What the last 30 days would have earned with the form's zone. */
export function whatIf(
	guildId: string,
	form: FormData,
	zoneId: string | null
): Promise<Result<WhatIfQuery>> {
	const { channelIds, multipliers, name } = zoneOf(form);
	const zones = [{ id: zoneId, name: name || null, channelIds, multipliers }];
	const input = { days: WHAT_IF_DAYS, zones };
	return asViewer(WhatIfDocument, { guild: guildId, input }, { timeout: 15_000 });
}
