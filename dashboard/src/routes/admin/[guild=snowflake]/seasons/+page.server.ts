import type { Actions } from '@sveltejs/kit';
import { textOf } from '#lib/forms.ts';
import { RollSeasonDocument, SeasonsDocument } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { asViewer } from '#lib/server/api.ts';
import { amend, change } from '#lib/server/change.ts';
import { unwrap } from '#lib/server/failure.ts';
import { noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { guild } = unwrap(await asViewer(SeasonsDocument, { guild: params.guild }));
	const { season, seasons } = guild ?? noGuild();
	return { running: season?.id ?? null, seasons };
};

export const actions: Actions = {
	/** Closes the running season and begins the next. */
	roll: async ({ request }) => {
		const form = await request.formData();
		const [name, day] = [textOf(form, 'name'), textOf(form, 'endsAt')];
		if (!name) return amend('roll', form, { name: m.seasons_name_missing() });
		return change({
			name: 'roll',
			form,
			document: RollSeasonDocument,
			variables: {
				input: {
					closing: textOf(form, 'closing'),
					name,
					endsAt: day ? `${day}T00:00:00Z` : null,
					reason: textOf(form, 'reason') || null
				}
			},
			payload: (data) => data.rollSeason
		});
	}
};
