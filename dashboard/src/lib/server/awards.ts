import { textOf } from '#lib/forms.ts';
import {
	AwardMemberDocument,
	FindAwardeesDocument,
	GrantAchievementDocument,
	type FindAwardeesQuery
} from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions } from '@sveltejs/kit';
import { asViewer, type Result } from './api.ts';
import { amend, change } from './change.ts';
import { unwrap } from './failure.ts';
import { noGuild } from './guild.ts';

export type Found = NonNullable<FindAwardeesQuery['guild']>['members']['nodes'][number];

const ID = /^\d{15,20}$/;
const MOST = 2_000_000_000;

type Whom = { id: string } | { told: string };

/** Members by a part of their name. */
export async function findMembers(guildId: string, search: string): Promise<Result<Found[]>> {
	const words = search.trim().slice(0, 100);
	if (!words) return { ok: true, data: [] };
	const result = await asViewer(FindAwardeesDocument, { guild: guildId, search: words });
	if (!result.ok) return result;
	return { ok: true, data: (result.data.guild ?? noGuild()).members.nodes };
}

/** Whom a form means: the id that was chosen, or the one member whose name was typed; else what to tell. */
async function recipient(guildId: string, form: FormData): Promise<Whom> {
	return whomOf(guildId, textOf(form, 'userId'));
}

/** Who is meant by an id or by a part of a name, or what to tell when that is nobody or several. */
export async function whomOf(guildId: string, typed: string): Promise<Whom> {
	if (!typed) return { told: m.awards_nobody() };
	if (ID.test(typed)) return { id: typed };
	const found = unwrap(await findMembers(guildId, typed));
	const exact = found.filter(({ displayName }) => displayName === typed);
	const [only, other] = exact.length ? exact : found;
	if (only && !other) return { id: only.userId };
	if (!only) return { told: m.awards_unknown({ name: typed }) };
	return {
		told: m.awards_several({ names: found.map(({ displayName }) => displayName).join(', ') })
	};
}

/** What can be given. */
export const awardActions: Actions = {
	award: async ({ params, request }) => {
		const form = await request.formData();
		const guildId = params.guild ?? '';
		const whom = await recipient(guildId, form);
		if ('told' in whom) return amend('award', form, { userId: whom.told });
		const input = {
			guildId,
			userId: whom.id,
			xp: wholeOf(form, 'xp'),
			gold: wholeOf(form, 'gold'),
			reason: textOf(form, 'reason'),
			idempotencyKey: textOf(form, 'idempotencyKey')
		};
		return change({
			name: 'award',
			form,
			document: AwardMemberDocument,
			variables: { input },
			payload: (data) => data.awardMember,
			say: ({ repeated }) => (repeated ? m.awards_repeated() : m.awards_given())
		});
	},

	grant: async ({ params, request }) => {
		const form = await request.formData();
		const whom = await recipient(params.guild ?? '', form);
		if ('told' in whom) return amend('grant', form, { userId: whom.told });
		const id = textOf(form, 'achievementId');
		if (!id) return amend('grant', form, { achievementId: m.awards_no_achievement() });
		return change({
			name: 'grant',
			form,
			document: GrantAchievementDocument,
			variables: { input: { id, userId: whom.id, reason: textOf(form, 'reason') || null } },
			payload: (data) => data.grantAchievement
		});
	}
};

function wholeOf(form: FormData, name: string): number {
	return Math.min(Math.max(Math.trunc(Number(textOf(form, name))) || 0, 0), MOST);
}
