import { API_URL } from '$app/env/private';
import { read } from '$app/server';
import standInUrl from '#lib/assets/og.png';

const TIMEOUT = 4000;
const KEEP = 'public, max-age=300';
/** A picture that stands in while there is none is asked for again soon. */
const KEEP_STAND_IN = 'public, max-age=60';

/**
 * A picture of the API for link previews, 1200 x 630; the stand-in when the API has none or does not answer, so
 * that a link never shows a broken picture.
 */
export async function picture(path: string, search: URLSearchParams): Promise<Response> {
	const url = new URL(path, API_URL);
	url.search = search.toString();
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
		if (answer.ok && answer.headers.get('content-type') === 'image/png') {
			return drawn(await answer.arrayBuffer(), KEEP);
		}
		await answer.body?.cancel();
	} catch {
		// The API is away: the stand-in says nothing wrong.
	}
	return standIn();
}

async function standIn(): Promise<Response> {
	return drawn(await read(standInUrl).arrayBuffer(), KEEP_STAND_IN);
}

function drawn(png: ArrayBuffer, keep: string): Response {
	return new Response(png, { headers: { 'content-type': 'image/png', 'cache-control': keep } });
}
