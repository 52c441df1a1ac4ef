import type { MemberVisibility, UpdatePreferencesInput } from '#lib/gql/generated/graphql.ts';
import { textOf } from './forms.ts';

/** How a member can be seen by others. */
export const VISIBILITIES = ['NAMED', 'ANONYMOUS', 'HIDDEN'] as const satisfies MemberVisibility[];

/** What a form says of a member's preferences; a box that is not ticked is a no. */
export function preferencesIn(form: FormData): UpdatePreferencesInput {
	const visibility = VISIBILITIES.find((each) => each === textOf(form, 'visibility'));
	return {
		guildId: textOf(form, 'guildId'),
		announceLevelUps: form.has('announceLevelUps'),
		announceAchievements: form.has('announceAchievements'),
		announceAwards: form.has('announceAwards'),
		announceDirect: form.has('announceDirect'),
		...(visibility ? { visibility } : {})
	};
}
