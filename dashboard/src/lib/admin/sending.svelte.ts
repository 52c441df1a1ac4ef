import { enhance } from '$app/forms';
import { m } from '#lib/paraglide/messages.js';

/** A form that is sent by the page's script when there is one, with what the page knows of it. */
export class Sending {
	/** Whether an answer is awaited. */
	pending = $state(false);
	/** Why there was no answer at all; what was entered is still in the page. */
	failed = $state<string | null>(null);

	/** Takes the form over: `<form {@attach sent.enhance}>`. */
	readonly enhance = (form: HTMLFormElement): (() => void) => {
		const taken = enhance(form, () => {
			this.pending = true;
			this.failed = null;
			return async ({ result, update }) => {
				this.pending = false;
				// Without an answer from our server there is nothing to go by but the page that is here.
				if (result.type === 'error' && !result.status) this.failed = m.refused_offline();
				else await update({ reset: false });
			};
		});
		return () => taken.destroy();
	};
}

export function sending(): Sending {
	return new Sending();
}
