import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { ORIGIN, IMAGE_ORIGINS } from '$app/env/private';
import { isSecure, SessionCookies } from '#lib/server/auth/cookies.ts';
import { renewals } from '#lib/server/auth/renewal.ts';
import { Session } from '#lib/server/auth/session.ts';
import { closeStreams } from '#lib/server/live/stream.ts';
import { readingOf, ZONE_COOKIE } from '#lib/server/reading.ts';
import { isOwnOrigin, secure } from '#lib/server/security.ts';
import { parseTheme, THEME_COOKIE } from '#lib/theme.ts';

process.once('SIGTERM', closeStreams);
process.once('SIGINT', closeStreams);
// All requests are answered then; idle connections to the API would keep the process for seconds more.
process.once('sveltekit:shutdown', () => process.exit(0));

export const handle: Handle = async ({ event, resolve }) => {
	if (!isOwnOrigin(event.request, ORIGIN)) {
		return new Response('This form was sent from another site, so nothing was changed.', {
			status: 403
		});
	}
	const isOverHttps = isSecure(ORIGIN, event.request.headers.get('host'));
	event.locals.session = new Session(new SessionCookies(event.cookies, isOverHttps), renewals);
	event.locals.theme = parseTheme(event.cookies.get(THEME_COOKIE));
	event.locals.reading = readingOf(
		event.request.headers.get('accept-language'),
		event.cookies.get(ZONE_COOKIE)
	);
	const attribute = event.locals.theme ? ` data-theme="${event.locals.theme}"` : '';
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%theme%', attribute)
	});
	secure(response.headers, IMAGE_ORIGINS);
	forReaderOnly(response.headers);
	return response;
};

/** Pages show the reader's look, zone and locale, so nobody between keeps them for others. */
function forReaderOnly(headers: Headers): void {
	const isPage = headers.get('content-type')?.startsWith('text/html');
	if (isPage && !headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
}

/** Expected errors pass; of unexpected ones the log gets the whole and the reader a reference. */
export const handleError: HandleServerError = (input) => {
	if (input.kind !== 'unknown') return;
	const reference = crypto.randomUUID().slice(0, 8);
	console.error(`error ${reference} on ${input.event.route.id ?? 'an unknown route'}`, input.error);
	return { message: `Something broke on our side. Reference: ${reference}` };
};
