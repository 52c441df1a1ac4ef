import { redirect } from '@sveltejs/kit';
import { SignInDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { signInAgain } from '#lib/server/auth/way.ts';
import type { RequestHandler } from './$types';

/** Where Discord sends the person back to: signs them in, and leads on to where they wanted to go. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const state = url.searchParams.get('state') ?? '';
	const code = url.searchParams.get('code');
	const begun = locals.session.cookies.takeTicket(state);
	if (!begun) signInAgain('expired', '/');
	const { ticket, back } = begun;
	if (!code) signInAgain('cancelled', back);
	const result = await request(SignInDocument, { code, state, ticket });
	if (!result.ok) signInAgain('unreachable', back);
	const tokens = result.data.signIn?.tokens;
	if (!tokens) signInAgain('expired', back);
	locals.session.begin(tokens);
	redirect(303, back);
};
