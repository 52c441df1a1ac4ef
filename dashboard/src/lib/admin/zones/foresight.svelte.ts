import { page } from '$app/state';
import type { Verdict } from '#lib/server/zones.ts';

const PAUSE = 250;

/** What the zone in a form would pay; asked anew whenever the typing rests. */
export class Foresight {
	#found = $state.raw<Verdict[] | null>(null);
	#asked: AbortController | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Whether newer figures are on their way. */
	waiting = $state(false);
	/** Whether the last question found no answer. */
	failed = $state(false);

	constructor(private readonly first: () => Verdict[] | null) {}

	get verdicts(): Verdict[] | null {
		return this.#found ?? this.first();
	}

	/** Follows what is entered into a form: `<form {@attach foresight.follow}>`. */
	readonly follow = (form: HTMLFormElement): (() => void) => {
		const listen = () => this.#soon(form);
		form.addEventListener('input', listen);
		return () => {
			form.removeEventListener('input', listen);
			clearTimeout(this.#timer);
			this.#asked?.abort();
		};
	};

	#soon(form: HTMLFormElement): void {
		this.waiting = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#ask(form), PAUSE);
	}

	async #ask(form: HTMLFormElement): Promise<void> {
		this.#asked?.abort();
		const asked = (this.#asked = new AbortController());
		try {
			const response = await fetch(`/admin/${page.params.guild}/zones/preview`, {
				method: 'POST',
				body: new FormData(form),
				signal: asked.signal
			});
			const { verdicts } = (await response.json()) as { verdicts: Verdict[] | null };
			if (verdicts) this.#found = verdicts;
			// A factor that is half typed is no failure.
			this.failed = !verdicts && response.status !== 400;
			this.waiting = false;
		} catch {
			if (asked.signal.aborted) return;
			this.failed = true;
			this.waiting = false;
		}
	}
}

export function foresight(first: () => Verdict[] | null): Foresight {
	return new Foresight(first);
}
