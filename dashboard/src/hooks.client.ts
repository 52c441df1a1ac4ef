import type { HandleClientError } from '@sveltejs/kit/hooks';

/** Unexpected errors in the browser: its console has the whole, the reader a sentence. */
export const handleError: HandleClientError = (input) => {
	if (input.kind !== 'unknown') return;
	console.error(input.error);
	return { message: 'The page stumbled in your browser. Try again; if it stays so, tell us.' };
};
