const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something comes from the dashboard's own pages: from its public origin
 * (a proxy may have changed the host), or from the very host that was asked (localhost beside 127.0.0.1).
 */
export function isOwnOrigin(request: Request, publicOrigin: string | undefined): boolean {
	if (SAFE_METHODS.has(request.method)) return true;
	const origin = request.headers.get('origin');
	if (!origin || !URL.canParse(origin)) return false;
	return origin === publicOrigin || new URL(origin).host === request.headers.get('host');
}

/**
 * Adds the headers that keep a page to itself; pictures may come over https and from `imageOrigins`.
 * An `embeddable` page may stand in other sites' frames: it shows what everybody may see, and takes nothing.
 */
export function secure(headers: Headers, imageOrigins: string[], embeddable = false): void {
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'strict-origin-when-cross-origin');
	headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
	headers.set('cross-origin-opener-policy', 'same-origin');
	const policy = headers.get('content-security-policy');
	if (!policy) return;
	const images = ["'self'", 'data:', 'https:', ...imageOrigins].join(' ');
	const framed = embeddable
		? policy.replace("frame-ancestors 'none'", 'frame-ancestors *')
		: policy;
	headers.set('content-security-policy', `${framed}; img-src ${images}`);
}

/** The most that a form may send, in bytes; files of another program's totals come on a page of their own. */
const FORM = 512 * 1024;
const FILES = 51_000_000;
const TAKES_FILES = '/admin/[guild=snowflake]/import';

/** Whether what a request sends is as much as its page takes; what does not tell its length is not taken. */
export function isOfFittingSize({ headers, method }: Request, route: string | null): boolean {
	if (SAFE_METHODS.has(method)) return true;
	const length = headers.get('content-length');
	if (length === null) return !headers.has('transfer-encoding');
	return Number(length) <= (route === TAKES_FILES ? FILES : FORM);
}
