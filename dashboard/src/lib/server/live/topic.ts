import { setTimeout as sleep } from 'node:timers/promises';

/** Something to follow: yields the whole state again and again until it ends, throws or is aborted. */
export type Source<T> = (signal: AbortSignal) => AsyncIterable<T>;

/** What watchers are told: whether the source is connected, and the state when there is a new one. */
export interface Update<T> {
	connected: boolean;
	state?: T;
}

export type Watcher<T> = (update: Update<T>) => void;

/** Something that tells watchers of its updates; `watch` returns how to stop. */
export interface Watchable<T> {
	watch(watcher: Watcher<T>): () => void;
}

/** Milliseconds to wait before the attempt after `failures` failed ones: from one second up to thirty. */
export function backoff(failures: number, jitter = Math.random()): number {
	const ceiling = Math.min(30_000, 1000 * 2 ** Math.min(failures, 10));
	return ceiling / 2 + (ceiling / 2) * jitter;
}

/**
 * One upstream subscription shared by all who watch it.
 *
 * It opens with the first watcher, closes with the last, and reconnects with growing pauses. Whoever joins
 * late gets the newest state at once.
 */
export class Topic<T> implements Watchable<T> {
	readonly #watchers = new Set<Watcher<T>>();
	#abort: AbortController | null = null;
	#last: Update<T> = { connected: false };

	constructor(
		private readonly source: Source<T>,
		private readonly pause: (failures: number) => number = backoff
	) {}

	/** Calls `watcher` with the newest state and every later one; returns how to stop. */
	watch(watcher: Watcher<T>): () => void {
		this.#watchers.add(watcher);
		if (this.#last.state !== undefined) watcher(this.#last);
		if (!this.#abort) this.#open();
		return () => this.#leave(watcher);
	}

	#open(): void {
		this.#abort = new AbortController();
		void this.#follow(this.#abort.signal);
	}

	#leave(watcher: Watcher<T>): void {
		this.#watchers.delete(watcher);
		if (this.#watchers.size > 0) return;
		this.#abort?.abort();
		this.#abort = null;
		this.#last = { connected: false };
	}

	async #follow(signal: AbortSignal): Promise<void> {
		for (let failures = 0; !signal.aborted; failures += 1) {
			if (await this.#drain(signal)) failures = 0;
			await sleep(this.pause(failures), undefined, { signal }).catch(() => undefined);
		}
	}

	/** Follows the source to its end; tells whether any state arrived. */
	async #drain(signal: AbortSignal): Promise<boolean> {
		let arrived = false;
		try {
			for await (const state of this.source(signal)) {
				if (signal.aborted) return arrived;
				arrived = true;
				this.#publish({ connected: true, state });
			}
		} catch {
			if (!signal.aborted) this.#publish({ connected: false });
		}
		return arrived;
	}

	#publish(update: Update<T>): void {
		this.#last = { ...this.#last, ...update };
		for (const watcher of this.#watchers) watcher(update);
	}
}
