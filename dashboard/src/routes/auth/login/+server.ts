import { redirect } from '@sveltejs/kit';
import { ORIGIN } from '$app/env/private';
import { BeginSignInDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import { signInAgain } from '#lib/server/auth/way.ts';
import { localPath } from '#lib/theme.ts';
import type { RequestHandler } from './$types';

/** Sends the person to Discord, and ties their return to this browser. */
export const GET: RequestHandler = async ({ url, request: asked, locals }) => {
	const back = localPath(url.searchParams.get('back'));
	elsewhere(url, asked);
	const result = await request(BeginSignInDocument, {});
	const begun = result.ok ? result.data.beginSignIn : null;
	if (!begun?.url || !begun.ticket || !begun.expiresAt) signInAgain('unreachable', back);
	const state = new URL(begun.url).searchParams.get('state') ?? '';
	const { ticket, expiresAt } = begun;
	locals.session.cookies.keepTicket(state, { ticket, back, expiresAt });
	redirect(303, begun.url, { external: true });
};

/**
 * Begins at the address that Discord leads back to, for cookies do not cross from localhost to 127.0.0.1; once
 * only, since a proxy may show us another host than the person sees.
 */
function elsewhere(url: URL, asked: Request): void {
	if (!ORIGIN || url.searchParams.has('moved')) return;
	if (asked.headers.get('host') === new URL(ORIGIN).host) return;
	const there = new URL(url.pathname + url.search, ORIGIN);
	there.searchParams.set('moved', '');
	redirect(303, there, { external: [ORIGIN] });
}
