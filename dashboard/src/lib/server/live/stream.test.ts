import { describe, expect, test } from 'vitest';
import { closeStreams, eventStream } from './stream.ts';
import type { Watchable, Watcher } from './topic.ts';

/** A topic whose updates a test sends. */
class Told implements Watchable<unknown> {
	watcher: Watcher<unknown> | null = null;

	watch(watcher: Watcher<unknown>): () => void {
		this.watcher = watcher;
		return () => (this.watcher = null);
	}

	tell(state: unknown): void {
		this.watcher?.({ connected: true, state });
	}
}

function reading(response: Response) {
	const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
	return { next: async () => (await reader.read()).value, cancel: () => reader.cancel() };
}

describe('a stream of topics', () => {
	test('sends each update under its topic’s name', async () => {
		const topic = new Told();
		const stream = reading(eventStream({ board: topic }));
		expect(await stream.next()).toBe('retry: 2000\n\n');
		topic.tell({ first: 'Ada' });
		expect(await stream.next()).toBe(
			'event: board\ndata: {"connected":true,"state":{"first":"Ada"}}\n\n'
		);
		await stream.cancel();
	});

	test('drops what a slow reader did not take in time', async () => {
		const topic = new Told();
		const response = eventStream({ board: topic });
		for (let state = 1; state <= 50; state += 1) topic.tell(state);
		const stream = reading(response);
		const seen: string[] = [];
		while (!seen.at(-1)?.includes('"state":50')) seen.push((await stream.next())!);
		expect(seen.length).toBeLessThan(6);
		await stream.cancel();
	});

	test('stops watching when the reader leaves', async () => {
		const topic = new Told();
		const stream = reading(eventStream({ board: topic }));
		await stream.next();
		await stream.cancel();
		expect(topic.watcher).toBeNull();
	});

	test('ends when the server does', async () => {
		const topic = new Told();
		const stream = reading(eventStream({ board: topic }));
		await stream.next();
		closeStreams();
		expect(await stream.next()).toBeUndefined();
		expect(topic.watcher).toBeNull();
	});
});
