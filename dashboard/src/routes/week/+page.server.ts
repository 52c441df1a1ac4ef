import { WeekDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { unwrap } from '#lib/server/failure.ts';
import { guildToShow, noGuild } from '#lib/server/guild.ts';
import type { PageServerLoad } from './$types';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day that the address names; what is none, or lies ahead, stands for the last week. */
function dayIn(url: URL): string | null {
	const day = url.searchParams.get('day') ?? '';
	const moment = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
	return moment <= Date.now() ? day : null;
}

export const load: PageServerLoad = async ({ url }) => {
	const variables = { guild: await guildToShow(), week: dayIn(url) };
	const { guild } = unwrap(await request(WeekDocument, variables));
	return { guild: guild ?? noGuild() };
};
