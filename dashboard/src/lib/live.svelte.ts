import { untrack } from 'svelte';

export type LiveStatus = 'off' | 'connecting' | 'live' | 'reconnecting';

interface Update {
	connected: boolean;
	state?: unknown;
}

const RETRY = 5000;

/**
 * The newest state of a server-sent event stream, for a page to read.
 *
 * `T` names the stream's events and their states. The connection rests while the page is hidden: browsers
 * allow few connections to one server, and the first event after the pause brings the whole state.
 */
export class Live<T extends object> {
	status = $state<LiveStatus>('off');
	#states = $state.raw<{ url: string; byName: Partial<T> }>({ url: '', byName: {} });
	/** Only `status` is read by pages, so these need not be reactive. */
	#connected: Record<string, boolean> = {};
	#source: EventSource | null = null;
	#retry: ReturnType<typeof setTimeout> | undefined;

	/** The states that arrived from `url`, empty when the stream followed is another one. */
	of(url: string | null): Partial<T> {
		return this.#states.url === url ? this.#states.byName : {};
	}

	/** Follows `url` for the named events until the function it returns is called. */
	follow(url: string, names: (keyof T & string)[]): () => void {
		return untrack(() => this.#start(url, names));
	}

	#start(url: string, names: (keyof T & string)[]): () => void {
		if (this.#states.url !== url) this.#states = { url, byName: {} };
		const toggle = () => (document.hidden ? this.#pause() : this.#open(url, names));
		document.addEventListener('visibilitychange', toggle);
		toggle();
		return () => {
			document.removeEventListener('visibilitychange', toggle);
			this.#pause();
			this.status = 'off';
		};
	}

	#open(url: string, names: (keyof T & string)[]): void {
		this.#pause();
		if (this.status !== 'reconnecting') this.status = 'connecting';
		this.#connected = Object.fromEntries(names.map((name) => [name, false]));
		const source = new EventSource(url);
		this.#source = source;
		for (const name of names) {
			source.addEventListener(name, ({ data }: MessageEvent<string>) =>
				this.#take(url, name, JSON.parse(data) as Update)
			);
		}
		source.addEventListener('error', () => {
			this.status = 'reconnecting';
			if (source.readyState === EventSource.CLOSED) {
				this.#retry = setTimeout(() => this.#open(url, names), RETRY);
			}
		});
	}

	#pause(): void {
		clearTimeout(this.#retry);
		this.#source?.close();
		this.#source = null;
	}

	#take(url: string, name: string, { connected, state }: Update): void {
		this.#connected[name] = connected;
		const all = Object.values(this.#connected).every(Boolean);
		if (all) this.status = 'live';
		else if (!connected) this.status = 'reconnecting';
		if (state === undefined) return;
		this.#states = { url, byName: { ...this.#states.byName, [name]: state } };
	}
}
