const PAUSE = 250;

/** What would come of what is in a form; asked anew whenever the typing rests. */
export class Foresight<T> {
	#found = $state.raw<T | null>(null);
	#asked: AbortController | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Whether newer figures are on their way. */
	waiting = $state(false);
	/** Whether the last question found no answer. */
	failed = $state(false);

	/**
	 * @param path where forms are sent that ask
	 * @param first what is known from the beginning
	 */
	constructor(
		private readonly path: () => string,
		private readonly first: () => T | null
	) {}

	get found(): T | null {
		return this.#found ?? this.first();
	}

	/** Follows what is entered into a form: `<form {@attach foresight.follow}>`. */
	readonly follow = (form: HTMLFormElement): (() => void) => {
		const listen = () => {
			this.waiting = true;
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => void this.#ask(form), PAUSE);
		};
		form.addEventListener('input', listen);
		return () => {
			form.removeEventListener('input', listen);
			clearTimeout(this.#timer);
			this.#asked?.abort();
		};
	};

	async #ask(form: HTMLFormElement): Promise<void> {
		this.#asked?.abort();
		const asked = (this.#asked = new AbortController());
		try {
			const response = await fetch(this.path(), {
				method: 'POST',
				body: new FormData(form),
				signal: asked.signal
			});
			const { found } = (await response.json()) as { found: T | null };
			if (found) this.#found = found;
			// What is half typed is no failure.
			this.failed = !found && response.status !== 400;
			this.waiting = false;
		} catch {
			if (asked.signal.aborted) return;
			this.failed = true;
			this.waiting = false;
		}
	}
}
