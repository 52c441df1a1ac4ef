import { REASONS } from '#lib/server/auth/way.ts';
import { localPath } from '#lib/theme.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	why: REASONS.find((reason) => reason === url.searchParams.get('why')) ?? null,
	back: localPath(url.searchParams.get('back')),
	kept: url.searchParams.has('kept')
});
