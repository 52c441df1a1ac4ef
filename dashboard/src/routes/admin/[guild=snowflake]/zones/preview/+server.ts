import { textOf } from '#lib/forms.ts';
import { PROBLEM_STATUS } from '#lib/problem.ts';
import { factorsAreNumbers, wouldEarn } from '#lib/server/zones.ts';
import type { RequestHandler } from './$types';

/** What the zone in a form would pay, while the form is being filled in. */
export const POST: RequestHandler = async ({ params, request }) => {
	const form = await request.formData();
	if (!factorsAreNumbers(form)) return Response.json({ found: null }, { status: 400 });
	const result = await wouldEarn(params.guild, form, textOf(form, 'zone') || null);
	if (!result.ok)
		return Response.json({ found: null }, { status: PROBLEM_STATUS[result.problem.kind] });
	return Response.json({ found: result.data.guild?.wouldEarn ?? [] });
};
