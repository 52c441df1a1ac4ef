import { page } from '$app/state';
import { Entered, type Refused } from '#lib/forms.ts';

/** What a form of this page shows: what came back or was kept, else what is stored. */
export function enteredIn(name: string): Entered {
	const answer = page.form as Refused | null;
	const kept = (page.data as { draft?: Refused | null }).draft;
	const found = [answer, kept].find((each) => each?.form === name);
	return new Entered(found ?? null);
}
