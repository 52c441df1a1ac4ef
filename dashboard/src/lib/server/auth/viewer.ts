import { getRequestEvent } from '$app/server';
import { ViewerDocument, type ViewerQuery } from '#lib/gql/generated/graphql.ts';
import { asViewer } from '../api.ts';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** Who is signed in, as far as a page's frame needs to know. */
export interface Account {
	/** Null while the API does not tell. */
	viewer: Viewer | null;
}

/** The account of who sent the request, null when nobody is signed in; a page never fails for want of it. */
export async function account(): Promise<Account | null> {
	const { session } = getRequestEvent().locals;
	if (!session.present) return null;
	const result = await asViewer(ViewerDocument, {}, { timeout: 2000 });
	if (result.ok) return { viewer: result.data.viewer };
	return result.problem.kind === 'signed-out' ? null : { viewer: null };
}
