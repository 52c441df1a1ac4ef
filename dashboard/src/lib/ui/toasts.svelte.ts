import { createContext } from 'svelte';

/** A form that takes back what was just done. */
export interface Undo {
	action: string;
	fields: Record<string, string>;
	label?: string;
}

export interface Message {
	title: string;
	text?: string;
	kind?: 'done' | 'failed';
	undo?: Undo;
}

const SHOWN_FOR = 10_000;

/** Messages that tell of something that just happened; they go by themselves, unless they offer to undo or failed. */
export class Toasts {
	list = $state.raw<(Message & { id: number })[]>([]);
	#next = 0;

	show(message: Message): void {
		this.#next += 1;
		const id = this.#next;
		this.list = [...this.list.slice(-2), { ...message, id }];
		if (!message.undo && message.kind !== 'failed') setTimeout(() => this.hide(id), SHOWN_FOR);
	}

	hide(id: number): void {
		this.list = this.list.filter((toast) => toast.id !== id);
	}
}

export const [getToasts, setToasts] = createContext<Toasts>();
