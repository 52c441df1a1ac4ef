import { m } from '#lib/paraglide/messages.js';
import type { Problem } from '#lib/problem.ts';

/** Why a form was not carried out, and what to do. */
export function whyNot(problem: Problem): string {
	switch (problem.kind) {
		case 'slow':
			return m.refused_slow();
		case 'rate-limited':
			return m.refused_rate_limited({ seconds: problem.retryAfter });
		case 'forbidden':
		case 'stranger':
			return m.refused_forbidden();
		case 'refused':
			return m.refused_refused();
		default:
			return m.refused_unreachable();
	}
}
