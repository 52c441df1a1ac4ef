import { untrack } from 'svelte';
import { moves, type Places } from './leaderboard.ts';

interface Row {
	rank: number;
	member: { userId: string };
}

/** Milliseconds for which a move stays marked. */
const SHOWN_FOR = 8000;

/** Which members of a followed board moved a moment ago. */
export class Moves {
	#moved = $state.raw<Places>({});
	#key = '';
	#places: Places = {};
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** How many places the member gained lately; negative when lost, 0 when nothing changed. */
	of(member: string): number {
		return this.#moved[member] ?? 0;
	}

	/** Takes a new state of the board `key`; the first state of a board has no moves. */
	see(key: string, rows: Row[]): void {
		const places = Object.fromEntries(rows.map(({ rank, member }) => [member.userId, rank]));
		const moved = key === this.#key ? moves(this.#places, places) : {};
		const changed = key !== this.#key || Object.keys(moved).length > 0;
		this.#key = key;
		this.#places = places;
		if (changed) untrack(() => this.#show(moved));
	}

	/** Stops the clock that takes the marks away. */
	forget(): void {
		clearTimeout(this.#timer);
	}

	#show(moved: Places): void {
		clearTimeout(this.#timer);
		this.#moved = moved;
		this.#timer = setTimeout(() => (this.#moved = {}), SHOWN_FOR);
	}
}
