import { textOf } from '#lib/forms.ts';
import { PROBLEM_STATUS } from '#lib/problem.ts';
import { rehearse } from '#lib/server/achievements.ts';
import type { RequestHandler } from './$types';

/** What would come of the achievement in a form, while the form is being filled in. */
export const POST: RequestHandler = async ({ params, request }) => {
	const form = await request.formData();
	if (!textOf(form, 'name')) return Response.json({ found: null }, { status: 400 });
	const result = await rehearse(params.guild, form, textOf(form, 'achievement') || null);
	if (!result.ok) {
		return Response.json({ found: null }, { status: PROBLEM_STATUS[result.problem.kind] });
	}
	return Response.json({ found: result.data.guild?.rehearseAchievement ?? null });
};
