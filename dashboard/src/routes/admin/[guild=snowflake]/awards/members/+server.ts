import { PROBLEM_STATUS } from '#lib/problem.ts';
import { findMembers } from '#lib/server/awards.ts';
import type { RequestHandler } from './$types';

/** Members whose name has what was typed, for the search in the forms. */
export const GET: RequestHandler = async ({ params, url }) => {
	const result = await findMembers(params.guild, url.searchParams.get('q') ?? '');
	if (!result.ok) {
		return Response.json({ members: [] }, { status: PROBLEM_STATUS[result.problem.kind] });
	}
	return Response.json({ members: result.data });
};
