import { API_URL } from '$app/env/private';
import { getRequestEvent } from '$app/server';
import type { TypedDocumentString } from '#lib/gql/generated/graphql.ts';
import type { Problem } from '#lib/problem.ts';

export type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem };

interface Options {
	url?: string;
	/** Milliseconds to wait for the whole answer. */
	timeout?: number;
}

interface Answer<T> {
	data?: T | null;
	errors?: { message: string; extensions?: { code?: string } }[];
}

/** Asks the API one typed document; whatever goes wrong comes back as a value, never as an exception. */
export async function request<T, V>(
	document: TypedDocumentString<T, V>,
	variables: V,
	{ url = API_URL, timeout = 5000 }: Options = {}
): Promise<Result<T>> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/graphql-response+json, application/json;q=0.9',
				...forReader()
			},
			body: JSON.stringify({ query: document.toString(), variables }),
			signal: AbortSignal.timeout(timeout)
		});
		return await read<T>(response);
	} catch (error) {
		return failed(isTimeout(error) ? { kind: 'slow' } : { kind: 'unreachable' });
	}
}

/**
 * Whom this server asks for: the API gives each reader an allowance of their own and notes whence a change came.
 * Nobody in particular outside of a request.
 */
function forReader(): Record<string, string> {
	try {
		return { 'x-forwarded-for': getRequestEvent().getClientAddress() };
	} catch {
		return {};
	}
}

async function read<T>(response: Response): Promise<Result<T>> {
	if (response.status === 429) return failed(rateLimited(response));
	if (response.status >= 502 && response.status <= 504) return failed({ kind: 'unreachable' });
	const answer = await parse<T>(response);
	const code = answer?.errors?.[0]?.extensions?.code;
	if (code === 'RATE_LIMITED') return failed(rateLimited(response));
	if (!answer?.data || answer.errors) return failed({ kind: 'refused', code: code ?? 'UNKNOWN' });
	return { ok: true, data: answer.data };
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
