import { SignOutDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { signInAgain } from '#lib/server/auth/way.ts';
import type { RequestHandler } from './$types';

/** Ends the session, or all sessions of the person, and forgets it in this browser whatever the API says. */
export const POST: RequestHandler = async ({ request: asked, locals }) => {
	const everywhere = (await asked.formData()).has('everywhere');
	const token = locals.session.refreshToken;
	const result = token ? await request(SignOutDocument, { token, everywhere }) : null;
	locals.session.end();
	signInAgain(result && !result.ok ? 'unreachable' : 'out', '/');
};
