import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { ORIGIN, IMAGE_ORIGINS } from '$app/env/private';
import { isSecure, SessionCookies } from '#lib/server/auth/cookies.ts';
import { renewals } from '#lib/server/auth/renewal.ts';
import { Session } from '#lib/server/auth/session.ts';
import { LANGUAGE_COOKIE, parseLanguage, spokenOf, tagsOf } from '#lib/language.ts';
import { speaking } from '#lib/server/language.ts';
import { m } from '#lib/paraglide/messages.js';
import { closeStreams } from '#lib/server/live/stream.ts';
import { compressed } from '#lib/server/compression.ts';
import { readingOf, ZONE_COOKIE } from '#lib/server/reading.ts';
import { isOfFittingSize, isOwnOrigin, secure } from '#lib/server/security.ts';
import { parseTheme, THEME_COOKIE } from '#lib/theme.ts';

process.once('SIGTERM', closeStreams);
process.once('SIGINT', closeStreams);
// All requests are answered then; idle connections to the API would keep the process for seconds more.
process.once('sveltekit:shutdown', () => process.exit(0));

export const handle: Handle = (input) => {
	const { cookies, request } = input.event;
	const tags = tagsOf(request.headers.get('accept-language'));
	const language = parseLanguage(cookies.get(LANGUAGE_COOKIE)) ?? spokenOf(tags);
	input.event.locals.language = language;
	input.event.locals.reading = readingOf(language, tags, cookies.get(ZONE_COOKIE));
	return speaking(language, () => respond(input));
};

async function respond({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	if (!isOwnOrigin(event.request, ORIGIN)) {
		return new Response(m.foreign_form(), { status: 403 });
	}
	if (!isOfFittingSize(event.request, event.route.id)) {
		return new Response(m.too_large(), { status: 413 });
	}
	const isOverHttps = isSecure(ORIGIN, event.request.headers.get('host'));
	event.locals.session = new Session(new SessionCookies(event.cookies, isOverHttps), renewals);
	const theme = isEmbed(event.route.id)
		? event.url.searchParams.get('theme')
		: event.cookies.get(THEME_COOKIE);
	event.locals.theme = parseTheme(theme);
	const look = event.locals.theme ? ` data-theme="${event.locals.theme}"` : '';
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replace('%language%', event.locals.language).replace('%theme%', look)
	});
	secure(response.headers, IMAGE_ORIGINS, isEmbed(event.route.id));
	forReaderOnly(response.headers);
	return compressed(event.request, response);
}

/** Pages for other sites' frames: their address says how they look, and no cookie does. */
function isEmbed(route: string | null): boolean {
	return route?.startsWith('/embed/') ?? false;
}

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
	return { message: m.broken_on_our_side({ reference }) };
};
