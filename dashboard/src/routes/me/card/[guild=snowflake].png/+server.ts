import { API_URL } from '$app/env/private';
import { fail, unwrap } from '#lib/server/failure.ts';
import type { RequestHandler } from './$types';

const TIMEOUT = 6000;

/** The card of who is signed in, also in a colour that they are trying; nobody else's browser gets it. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
	const token = unwrap(await locals.session.access()) ?? fail({ kind: 'signed-out' });
	const picture = new URL(`/pictures/${params.guild}/me.png`, API_URL);
	picture.searchParams.set('lang', locals.language);
	const tried = url.searchParams.get('accent');
	if (tried !== null) picture.searchParams.set('accent', tried);
	try {
		const answer = await fetch(picture, {
			headers: { authorization: `Bearer ${token}` },
			signal: AbortSignal.timeout(TIMEOUT)
		});
		if (!answer.ok) return new Response(null, { status: answer.status });
		return new Response(await answer.arrayBuffer(), {
			headers: { 'content-type': 'image/png', 'cache-control': 'private, no-cache' }
		});
	} catch {
		return new Response(null, { status: 503 });
	}
};
