import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { refused, valuesOf, type Mendable, type Refused } from '#lib/forms.ts';
import type { Reading } from '#lib/format.ts';
import type { ChangeFragment, TypedDocumentString } from '#lib/gql/generated/graphql.ts';
import { PROBLEM_STATUS, type Problem } from '#lib/problem.ts';
import { pathOf } from '#lib/way.ts';
import { asViewer } from './api.ts';
import { keepDraft } from './drafts.ts';
import { announce } from './said.ts';
import { tell } from './words.ts';

/** What mutations answer with, as far as all of them do. */
interface Payload {
	problems: (Mendable & { meanwhile?: ChangeFragment[] })[];
	entry?: { id: string } | null;
}

interface Wanted<T, V, P extends Payload> {
	/** Which of the page's forms was sent. */
	name: string;
	form: FormData;
	document: TypedDocumentString<T, V>;
	variables: V;
	/** The one mutation's payload within the answer. */
	payload: (data: T) => P | null | undefined;
	/** Names of inputs that may be empty in `form` and can have problems too, such as lists of boxes. */
	inputs?: string[];
	/** Where to go once it is done; the same page without it. */
	to?: string | ((payload: P) => string);
	/** Milliseconds that it may take. */
	timeout?: number;
	/** What to say beside the entry of the audit log, or where there is none. */
	say?: (payload: P) => string;
}

/**
 * Carries out what a form asks for, within a form action.
 *
 * Done, it leads on (303), and the next page says what changed and offers to undo it. Otherwise the form comes
 * back as it was entered: with what can be mended at its inputs, or with why the API did not answer. Whoever has
 * to sign in again first finds what they entered when they are back. All of it works without scripts.
 */
export async function change<T, V, P extends Payload>(
	wanted: Wanted<T, V, P>
): Promise<ActionFailure<Refused>> {
	const event = getRequestEvent();
	const result = await carryOut(wanted);
	if ('refused' in result) return result.refused;
	const { payload } = result;
	announce(event, { entry: payload.entry?.id ?? null, text: wanted.say?.(payload) ?? null });
	const to = typeof wanted.to === 'function' ? wanted.to(payload) : wanted.to;
	redirect(303, to ?? pathOf(event.url));
}

type Outcome<P> = { payload: P } | { refused: ActionFailure<Refused> };

/** Carries out what a form asks for and hands its answer over, for what a page has to show at once. */
export async function carryOut<T, V, P extends Payload>(
	wanted: Wanted<T, V, P>
): Promise<Outcome<P>> {
	const event = getRequestEvent();
	const { name, form } = wanted;
	const result = await asViewer(wanted.document, wanted.variables, {
		timeout: wanted.timeout ?? 15_000
	});
	if (!result.ok) return { refused: postpone(event, name, form, result.problem) };
	const payload = wanted.payload(result.data);
	if (!payload) {
		return { refused: postpone(event, name, form, { kind: 'refused', code: 'EMPTY' }) };
	}
	if (!payload.problems.length) return { payload };
	return { refused: mend(wanted, payload.problems, event.locals.reading) };
}

/** The form with what the person can mend. */
function mend(
	wanted: { name: string; form: FormData; inputs?: string[] },
	problems: Payload['problems'],
	reading: Reading
) {
	const values = valuesOf(wanted.form);
	const known = [...Object.keys(values), ...(wanted.inputs ?? [])];
	const conflict = problems.some(({ code }) => code === 'CONFLICT');
	const meanwhile = problems.flatMap(({ meanwhile: entries = [] }) => entries);
	return fail(conflict ? 409 : 400, {
		...refused(wanted.name, values, problems, known),
		meanwhile: meanwhile.map((entry) => tell(entry, reading))
	});
}

/** The form with what is wrong with it before the API is asked. */
export function amend(
	name: string,
	form: FormData,
	fields: Record<string, string>
): ActionFailure<Refused> {
	const told: Record<string, string[]> = {};
	for (const [field, message] of Object.entries(fields)) told[field] = [message];
	return fail(400, { form: name, values: valuesOf(form), fields: told, general: [] });
}

/** The form as it was entered, for another try: after signing in, or once the API answers again. */
export function postpone(
	event: RequestEvent,
	name: string,
	form: FormData,
	problem: Problem
): ActionFailure<Refused> {
	const told: Refused = { form: name, values: valuesOf(form), fields: {}, general: [], problem };
	const { kind } = problem;
	if (kind === 'signed-out') {
		const kept = keepDraft(event, { ...told, problem: undefined });
		const way = new URLSearchParams({ why: 'ended', back: pathOf(event.url) });
		if (kept) way.set('kept', '');
		redirect(303, `/sign-in?${way}`);
	}
	// A page that cannot be loaded either, for whoever has no scripts, shows the form once it can.
	if (kind !== 'forbidden' && kind !== 'stranger' && !isEnhanced(event)) keepDraft(event, told);
	return fail(PROBLEM_STATUS[kind], told);
}

/** Whether the page's script sent the form, so that the page with all that was entered is still there. */
function isEnhanced({ request }: RequestEvent): boolean {
	return request.headers.get('x-sveltekit-action') === 'true';
}
