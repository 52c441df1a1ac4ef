import { MeDocument } from '#lib/gql/generated/graphql.ts';
import { asViewer } from '#lib/server/api.ts';
import { fail, unwrap } from '#lib/server/failure.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { viewer } = unwrap(await asViewer(MeDocument, {}));
	return { viewer: viewer ?? fail({ kind: 'signed-out' }) };
};
