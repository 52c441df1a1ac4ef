import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** What pages and their data are sent as; streams and pictures go as they are. */
const TEXT = /^(text\/html|application\/json)\b/;

/** Less than a packet holds gains nothing. */
const LEAST = 1_400;

/** Quick rather than small: a page of a hundred rows takes about a millisecond. */
const LEVEL = 4;

/** The response compressed, where its reader takes that and it is text that is whole. */
export async function compressed(request: Request, response: Response): Promise<Response> {
	const { headers } = response;
	if (!TEXT.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) {
		return response;
	}
	headers.append('vary', 'accept-encoding');
	if (!response.body || !takesGzip(request)) return response;
	const whole = await response.arrayBuffer();
	if (whole.byteLength < LEAST) return new Response(whole, response);
	const small = await compress(whole, { level: LEVEL });
	const sent = new Response(new Uint8Array(small), response);
	sent.headers.set('content-encoding', 'gzip');
	sent.headers.set('content-length', String(small.length));
	const tag = sent.headers.get('etag');
	if (tag && !tag.startsWith('W/')) sent.headers.set('etag', `W/${tag}`);
	return sent;
}

function takesGzip(request: Request): boolean {
	const takes = request.headers.get('accept-encoding') ?? '';
	return takes
		.split(',')
		.some((each) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(each));
}
