import { getRequestEvent } from '$app/server';
import { API_URL } from '$app/env/private';
import type { TypedDocumentString } from '#lib/gql/generated/graphql.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Problem } from '#lib/problem.ts';

export type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem };

export interface Options {
	url?: string;
	/** Milliseconds to wait for the whole answer. */
	timeout?: number;
	/** The access token of who asks; nobody in particular without it. */
	token?: string | null;
	/** Where the reader is, so that the API counts them and not this server; null for what serves all readers. */
	address?: string | null;
}

interface Answer<T> {
	data?: T | null;
	errors?: { message: string; extensions?: { code?: string } }[];
}

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';
const NOT_KNOWN = 404;

/** Asks the API one typed document; whatever goes wrong comes back as a value, never as an exception. */
export async function request<T, V>(
	document: TypedDocumentString<T, V>,
	variables: V,
	options: Options = {}
): Promise<Result<T>> {
	const { timeout = 5000 } = options;
	try {
		const response = await send(document, variables, options, AbortSignal.timeout(timeout));
		return await read<T>(response);
	} catch (error) {
		return failed(isTimeout(error) ? { kind: 'slow' } : { kind: 'unreachable' });
	}
}

/** Asks as the person who is signed in; the problem `signed-out` when nobody is, or not any more. */
export async function asViewer<T, V>(
	document: TypedDocumentString<T, V>,
	variables: V,
	options: Options = {}
): Promise<Result<T>> {
	return getRequestEvent().locals.session.present
		? asReader(document, variables, options)
		: failed({ kind: 'signed-out' });
}

/** Asks as the person who is signed in, or else as nobody in particular. */
export async function asReader<T, V>(
	document: TypedDocumentString<T, V>,
	variables: V,
	options: Options = {}
): Promise<Result<T>> {
	const { session } = getRequestEvent().locals;
	for (let attempt = 1; ; attempt += 1) {
		const access = await session.access();
		if (!access.ok) return access;
		const result = await request(document, variables, { ...options, token: access.data });
		const refused = access.data && !result.ok && result.problem.kind === 'signed-out';
		if (!refused || attempt === 2) return result;
		// The token may be over although the session is not, for instance after the API got another key.
		session.refused();
	}
}

/**
 * A question of nobody in particular goes as a GET of the document's hash, which the API remembers for all;
 * everything else as a POST, and so does a question that a newer or older API does not know by its hash.
 */
async function send<T, V>(
	document: TypedDocumentString<T, V>,
	variables: V,
	{ url = API_URL, token, address = readerAddress() }: Options,
	signal: AbortSignal
): Promise<Response> {
	const headers: Record<string, string> = { accept: ACCEPT };
	if (address) headers['x-forwarded-for'] = address;
	if (token) headers.authorization = `Bearer ${token}`;
	const hash = document.__meta__?.hash as string | undefined;
	if (!token && hash && isQuery(document)) {
		const response = await fetch(`${url}?${parameters(hash, variables)}`, { headers, signal });
		if (response.status !== NOT_KNOWN) return response;
		await response.body?.cancel();
	}
	headers['content-type'] = 'application/json';
	headers['accept-language'] = getLocale();
	const body = JSON.stringify({ query: document.toString(), variables });
	return fetch(url, { method: 'POST', headers, body, signal });
}

function isQuery(document: { toString(): string }): boolean {
	return /^\s*query\b/.test(document.toString());
}

function parameters(hash: string, variables: unknown): URLSearchParams {
	const given = JSON.stringify(variables);
	return new URLSearchParams({
		documentId: hash,
		...(given === '{}' ? {} : { variables: given })
	});
}

/** The address of the reader whose request is being answered, null when none is. */
function readerAddress(): string | null {
	try {
		return getRequestEvent().getClientAddress();
	} catch {
		return null;
	}
}

async function read<T>(response: Response): Promise<Result<T>> {
	if (response.status === 429) return failed(rateLimited(response));
	if (response.status >= 502 && response.status <= 504) return failed({ kind: 'unreachable' });
	const answer = await parse<T>(response);
	const code = answer?.errors?.[0]?.extensions?.code;
	if (!answer?.data || answer.errors) return failed(problemOf(code ?? 'UNKNOWN', response));
	return { ok: true, data: answer.data };
}

function problemOf(code: string, response: Response): Problem {
	switch (code) {
		case 'RATE_LIMITED':
			return rateLimited(response);
		case 'UNAUTHENTICATED':
			return { kind: 'signed-out' };
		case 'FORBIDDEN':
			return { kind: 'forbidden' };
		case 'UNAVAILABLE':
			return { kind: 'unreachable' };
		case 'TIMED_OUT':
			return { kind: 'slow' };
		default:
			return { kind: 'refused', code };
	}
}

/** The answer, or null when it is no JSON object; only a broken connection throws. */
async function parse<T>(response: Response): Promise<Answer<T> | null> {
	const text = await response.text();
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' ? value : null;
	} catch {
		return null;
	}
}

function rateLimited(response: Response): Problem {
	const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
	return { kind: 'rate-limited', retryAfter: seconds > 0 ? seconds : 10 };
}

function isTimeout(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'TimeoutError';
}

function failed(problem: Problem): { ok: false; problem: Problem } {
	return { ok: false, problem };
}
