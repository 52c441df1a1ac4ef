import type { Update, Watchable } from './topic.ts';

const HEARTBEAT = 15_000;
const encoder = new TextEncoder();
const open = new Set<() => void>();

interface Options {
	/** Milliseconds between comment lines that keep proxies from closing a quiet connection. */
	heartbeat?: number;
}

/**
 * A server-sent event stream of topics, one event name each.
 *
 * A browser that reads slowly finds the newest update of each topic, never a queue of old ones.
 */
export function eventStream(
	topics: Record<string, Watchable<unknown>>,
	{ heartbeat = HEARTBEAT }: Options = {}
): Response {
	const pending = new Map<string, Update<unknown>>();
	let close = () => {};
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			const flush = () => send(controller, pending);
			const stops = Object.entries(topics).map(([name, topic]) =>
				topic.watch((update) => {
					pending.set(name, { ...pending.get(name), ...update });
					flush();
				})
			);
			const beat = setInterval(() => ping(controller), heartbeat);
			close = () => {
				clearInterval(beat);
				stops.forEach((stop) => stop());
				open.delete(end);
			};
			const end = () => {
				close();
				controller.close();
			};
			open.add(end);
			controller.enqueue(encoder.encode('retry: 2000\n\n'));
		},
		pull: (controller) => send(controller, pending),
		cancel: () => close()
	});
	return new Response(stream, {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store, no-transform',
			'x-accel-buffering': 'no'
		}
	});
}

/** Ends every open stream, so that the server can stop without waiting for browsers to leave. */
export function closeStreams(): void {
	for (const end of [...open]) end();
}

type Controller = ReadableStreamDefaultController<Uint8Array>;

function send(controller: Controller, pending: Map<string, Update<unknown>>): void {
	for (const [name, update] of pending) {
		if ((controller.desiredSize ?? 0) <= 0) return;
		pending.delete(name);
		controller.enqueue(encoder.encode(`event: ${name}\ndata: ${JSON.stringify(update)}\n\n`));
	}
}

function ping(controller: Controller): void {
	if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(':\n\n'));
}
