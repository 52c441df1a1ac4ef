import { EventSourceParserStream } from 'eventsource-parser/stream';
import { API_URL } from '$app/env/private';
import type { TypedDocumentString } from '#lib/gql/generated/graphql.ts';

interface Options {
	signal: AbortSignal;
	url?: string;
	/** Milliseconds without a single byte after which the connection counts as dead. */
	silence?: number;
}

/**
 * Follows a subscription at the API: GraphQL over SSE, distinct connections mode.
 *
 * Yields the data of each `next` event and ends with `complete`; throws when the API refuses, reports an
 * error, falls silent or goes away.
 */
export async function* subscribe<T, V>(
	document: TypedDocumentString<T, V>,
	variables: V,
	{ signal, url = API_URL, silence = 90_000 }: Options
): AsyncGenerator<T> {
	const body = await open(url, JSON.stringify({ query: document.toString(), variables }), signal);
	const events = alive(body, silence, signal)
		.pipeThrough(new TextDecoderStream())
		.pipeThrough(new EventSourceParserStream());
	for await (const { event, data } of events) {
		if (event === 'complete') return;
		if (event === 'next') yield dataOf(data) as T;
	}
	throw new Error('The API ended the subscription without completing it.');
}

async function open(url: string, body: string, signal: AbortSignal) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
		body,
		signal
	});
	const streams = response.headers.get('content-type')?.startsWith('text/event-stream');
	if (!response.ok || !streams || !response.body) {
		await response.body?.cancel();
		throw new Error(`The API refused the subscription with status ${response.status}.`);
	}
	return response.body;
}

function dataOf(text: string): unknown {
	const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown[] };
	if (!data || errors?.length) throw new Error('The API reported an error in the subscription.');
	return data;
}

/** The same bytes; errors when none arrive for `silence` milliseconds. */
function alive(
	body: ReadableStream<Uint8Array>,
	silence: number,
	signal: AbortSignal
): ReadableStream<BufferSource> {
	let timer: NodeJS.Timeout | undefined;
	// An aborted stream is never flushed, and a timer left behind keeps the process from ending.
	signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
	return body.pipeThrough(
		new TransformStream<Uint8Array, BufferSource>({
			start: (controller) => {
				timer = setTimeout(() => controller.error(new Error('The API fell silent.')), silence);
			},
			transform: (chunk, controller) => {
				timer?.refresh();
				controller.enqueue(chunk as BufferSource);
			},
			flush: () => clearTimeout(timer)
		})
	);
}
