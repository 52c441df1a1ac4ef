import { SEASONLESS, RARITIES, SCOPES, TRIGGERS } from '#lib/admin/achievements/words.ts';
import { textOf } from '#lib/forms.ts';
import {
	AdminAchievementsDocument,
	RehearseAchievementDocument,
	type AdminAchievementsQuery,
	type RehearseAchievementQuery
} from '#lib/gql/generated/graphql.ts';
import { asViewer, type Result } from './api.ts';
import { unwrap } from './failure.ts';
import { noGuild } from './guild.ts';

type Guild = NonNullable<AdminAchievementsQuery['guild']>;
export type Achievement = Guild['achievements'][number];
export type Rehearsal = NonNullable<RehearseAchievementQuery['guild']>['rehearseAchievement'];
export type Places = Awaited<ReturnType<typeof achievementsAndPlaces>>;

const TEXT_CHANNELS = [0, 5];
const MOST = 2_000_000_000;

/** All achievements, the zones they can watch and the channels they can be announced in. */
export async function achievementsAndPlaces(guildId: string) {
	const { guild } = unwrap(await asViewer(AdminAchievementsDocument, { guild: guildId }));
	const { achievements, zones, channels } = guild ?? noGuild();
	const categories = new Map(channels.map(({ channelId, name }) => [channelId, name]));
	return {
		achievements,
		zones: zones.filter(({ active }) => active),
		channels: channels
			.filter(({ kind }) => TEXT_CHANNELS.includes(kind))
			.map(({ channelId, name, parentId }) => ({
				channelId,
				name,
				category: parentId ? (categories.get(parentId) ?? '') : ''
			}))
	};
}

/** An achievement as a form describes it; what its trigger does not know is left out. */
export function achievementOf(form: FormData) {
	const trigger = oneOf(TRIGGERS, textOf(form, 'trigger'), 'MESSAGES');
	const scope = oneOf(SCOPES, textOf(form, 'scope'), 'LIFETIME');
	return {
		name: textOf(form, 'name'),
		description: textOf(form, 'description'),
		trigger,
		threshold: trigger === 'MANUAL' ? 0 : wholeOf(form, 'threshold'),
		scope: SEASONLESS.includes(trigger) ? ('LIFETIME' as const) : scope,
		zoneId: trigger === 'ZONE_EVENTS' ? textOf(form, 'zoneId') || null : null,
		xp: wholeOf(form, 'xp'),
		gold: wholeOf(form, 'gold'),
		rarity: oneOf(RARITIES, textOf(form, 'rarity'), 'COMMON'),
		badge: textOf(form, 'badge'),
		channelId: textOf(form, 'channelId') || null
	};
}

/** What only a saved achievement has. */
export function sortingOf(form: FormData) {
	const series = textOf(form, 'series') || null;
	const step = wholeOf(form, 'seriesStep');
	return { category: textOf(form, 'category'), series, seriesStep: series && step ? step : null };
}

/** What would come of the form's achievement. */
export function rehearse(
	guildId: string,
	form: FormData,
	id: string | null
): Promise<Result<RehearseAchievementQuery>> {
	const input = { id, ...achievementOf(form) };
	return asViewer(RehearseAchievementDocument, { guild: guildId, input });
}

/** What would come of an achievement as it is stored, null when that cannot be told. */
export async function firstRehearsal(
	guildId: string,
	achievement: Achievement | null
): Promise<Rehearsal | null> {
	const form = new FormData();
	for (const [name, value] of Object.entries(achievement ?? {})) {
		if (typeof value === 'string' || typeof value === 'number') form.set(name, String(value));
	}
	if (achievement?.zone) form.set('zoneId', achievement.zone.id);
	const result = await rehearse(guildId, form, achievement?.id ?? null);
	// A name is still missing, so the API would refuse it.
	return result.ok ? (result.data.guild?.rehearseAchievement ?? null) : null;
}

function wholeOf(form: FormData, name: string): number {
	return Math.min(Math.max(Math.trunc(Number(textOf(form, name))) || 0, 0), MOST);
}

function oneOf<T extends string>(all: readonly T[], text: string, otherwise: T): T {
	return all.find((each) => each === text) ?? otherwise;
}
