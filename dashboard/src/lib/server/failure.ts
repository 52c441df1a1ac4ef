import { error } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { explain, PROBLEM_STATUS, type Problem } from '#lib/problem.ts';
import type { Result } from './api.ts';

/** Shows the error page that belongs to a problem, and tells programs when to come back. */
export function fail(problem: Problem): never {
	if (problem.kind === 'rate-limited') {
		getRequestEvent().setHeaders({ 'retry-after': String(problem.retryAfter) });
	}
	error(PROBLEM_STATUS[problem.kind], explain(problem).title, { problem });
}

/** The data of a result; a problem becomes the page's error. */
export function unwrap<T>(result: Result<T>): T {
	return result.ok ? result.data : fail(result.problem);
}
