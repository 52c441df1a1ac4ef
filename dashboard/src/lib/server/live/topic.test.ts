import { describe, expect, test, vi } from 'vitest';
import { backoff, Topic, type Source, type Update } from './topic.ts';

/** A source that is driven by hand. */
function driven<T>() {
	const opened: { push: (state: T) => void; fail: () => void; signal: AbortSignal }[] = [];
	const source: Source<T> = async function* (signal) {
		let next = Promise.withResolvers<T>();
		const push = (state: T) => {
			const { resolve } = next;
			next = Promise.withResolvers<T>();
			resolve(state);
		};
		opened.push({ push, fail: () => next.reject(new Error('gone')), signal });
		signal.addEventListener('abort', () => next.reject(new Error('aborted')));
		while (!signal.aborted) yield await next.promise;
	};
	return { opened, source };
}

const at = async <T>(list: T[], index: number): Promise<T> => {
	await vi.waitFor(() => expect(list.length).toBeGreaterThan(index));
	return list[index]!;
};

describe('a topic', () => {
	test('opens one source for all, and whoever joins late gets the newest state at once', async () => {
		const { opened, source } = driven<number>();
		const topic = new Topic(source, () => 0);
		const first: Update<number>[] = [];
		const late: Update<number>[] = [];
		const stop = topic.watch((update) => first.push(update));
		(await at(opened, 0)).push(1);
		await at(first, 0);
		const stopLate = topic.watch((update) => late.push(update));
		expect(late).toEqual([{ connected: true, state: 1 }]);
		expect(opened).toHaveLength(1);
		stop();
		stopLate();
	});

	test('closes the source when the last watcher leaves', async () => {
		const { opened, source } = driven<number>();
		const topic = new Topic(source, () => 0);
		const stops = [topic.watch(() => undefined), topic.watch(() => undefined)];
		const { signal } = await at(opened, 0);
		stops[0]!();
		expect(signal.aborted).toBe(false);
		stops[1]!();
		expect(signal.aborted).toBe(true);
	});

	test('tells when the source is lost, keeps its state, and reconnects', async () => {
		const { opened, source } = driven<number>();
		const updates: Update<number>[] = [];
		const stop = new Topic(source, () => 0).watch((update) => updates.push(update));
		(await at(opened, 0)).push(1);
		await at(updates, 0);
		opened[0]!.fail();
		(await at(opened, 1)).push(2);
		await at(updates, 2);
		stop();
		expect(updates).toEqual([
			{ connected: true, state: 1 },
			{ connected: false },
			{ connected: true, state: 2 }
		]);
	});
});

test('pauses grow from half a second to half a minute', () => {
	expect(backoff(0, 0)).toBe(500);
	expect(backoff(0, 1)).toBe(1000);
	expect(backoff(100, 0)).toBe(15_000);
	expect(backoff(100, 1)).toBe(30_000);
});
