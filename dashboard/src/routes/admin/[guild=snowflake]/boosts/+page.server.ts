import type { Actions } from '@sveltejs/kit';
import { KINDS } from '#lib/admin/boosts.ts';
import { textOf } from '#lib/forms.ts';
import {
	BoostsDocument,
	CreateBoostDocument,
	EndBoostDocument,
	type ZoneMultiplierInput
} from '#lib/gql/generated/graphql.ts';
import { instantOf } from '#lib/local-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from '#lib/server/api.ts';
import { amend, change } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { guild } = unwrap(await asViewer(BoostsDocument, { guild: params.guild }));
	const { boosts, roles } = guild ?? noGuild();
	return {
		boosts,
		// The role that everybody has bears the guild's own id: a boost for it is one without a role.
		roles: roles.filter(({ roleId }) => roleId !== params.guild),
		zone: locals.reading.zone
	};
};

export const actions: Actions = {
	create: async ({ request, params, locals }) => {
		const form = await request.formData();
		const wrong: Record<string, string> = {};
		const time = (name: string): string | null => {
			const entered = textOf(form, name);
			if (!entered) return null;
			const instant = instantOf(entered, locals.reading.zone);
			if (!instant) wrong[name] = m.boosts_wrong_time();
			return instant;
		};
		const roleId = textOf(form, 'roleId') || null;
		const endsAt = time('endsAt');
		// Without a role it must begin at some time: now, unless another was chosen.
		const startsAt = time('startsAt') ?? (endsAt ? new Date().toISOString() : null);
		if (!roleId && !endsAt && !wrong.endsAt) wrong.endsAt = m.boosts_needs_end();
		if (Object.keys(wrong).length) return amend('create', form, wrong);
		return change({
			name: 'create',
			form,
			document: CreateBoostDocument,
			variables: {
				input: {
					guildId: params.guild ?? '',
					name: textOf(form, 'name'),
					roleId,
					startsAt,
					endsAt,
					multipliers: multipliersOf(form)
				}
			},
			payload: (data) => data.createBoost
		});
	},
	end: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'end',
			form,
			document: EndBoostDocument,
			variables: { input: { id: textOf(form, 'id'), version: Number(textOf(form, 'version')) } },
			payload: (data) => data.endBoost
		});
	}
};

/** The factors that were entered; what is empty stays as it is. */
function multipliersOf(form: FormData): ZoneMultiplierInput[] {
	return KINDS.map((kind) => ({
		kind,
		xp: textOf(form, `xp.${kind}`) || '1',
		stars: textOf(form, `stars.${kind}`) || '1'
	})).filter(({ xp, stars }) => xp !== '1' || stars !== '1');
}
