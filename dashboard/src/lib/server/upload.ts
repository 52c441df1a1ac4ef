import { API_URL } from '$app/env/private';
import { getRequestEvent } from '$app/server';
import type { Problem } from '#lib/problem.ts';

/** The largest file that the API takes. */
export const LARGEST_FILE = 50_000_000;
const TIMEOUT = 60_000;

type Sent =
	{ ok: true; id: string } | { ok: false; message: string } | { ok: false; problem: Problem };

interface Answer {
	id?: string;
	errors?: { message: string }[];
}

/** Sends a file of another program's totals to the API, as who is signed in. */
export async function sendImport(guildId: string, file: Blob): Promise<Sent> {
	const { session } = getRequestEvent().locals;
	const access = await session.access();
	if (!access.ok) return access;
	if (!access.data) return { ok: false, problem: { kind: 'signed-out' } };
	try {
		const response = await fetch(new URL(`/imports/${guildId}`, API_URL), {
			method: 'POST',
			body: file,
			headers: {
				authorization: `Bearer ${access.data}`,
				'content-type': 'application/octet-stream'
			},
			signal: AbortSignal.timeout(TIMEOUT)
		});
		return read(response.status, (await response.json()) as Answer);
	} catch (error) {
		const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
		return { ok: false, problem: { kind: isSlow ? 'slow' : 'unreachable' } };
	}
}

function read(status: number, { id, errors }: Answer): Sent {
	if (id) return { ok: true, id };
	const [error] = errors ?? [];
	if ((status === 422 || status === 413) && error) return { ok: false, message: error.message };
	if (status === 401) return { ok: false, problem: { kind: 'signed-out' } };
	if (status === 403) return { ok: false, problem: { kind: 'forbidden' } };
	if (status === 503) return { ok: false, problem: { kind: 'unreachable' } };
	return { ok: false, problem: { kind: 'refused', code: String(status) } };
}
