/** Why the API did not answer a request as hoped. */
export type Problem =
	| { kind: 'unreachable' }
	| { kind: 'slow' }
	| { kind: 'rate-limited'; retryAfter: number }
	| { kind: 'refused'; code: string };

/** The HTTP status with which the dashboard passes a problem on. */
export const PROBLEM_STATUS: Record<Problem['kind'], number> = {
	unreachable: 503,
	slow: 504,
	'rate-limited': 429,
	refused: 502
};

/** What a reader is told of a problem: what happened, and what to do. */
export function explain(problem: Problem): { title: string; advice: string } {
	switch (problem.kind) {
		case 'unreachable':
			return {
				title: 'The scores are out of reach',
				advice: 'The server that keeps them does not answer. Nothing is lost; try again in a minute.'
			};
		case 'slow':
			return {
				title: 'This is taking too long',
				advice: 'The server that keeps the scores is very busy. Try again in a moment.'
			};
		case 'rate-limited':
			return {
				title: 'A little too fast',
				advice: `Too many pages were asked for in a short time. Try again in ${seconds(problem.retryAfter)}.`
			};
		case 'refused':
			return {
				title: 'The scores could not be read',
				advice: 'The server did not accept the question. If it stays so, tell the people who run this site.'
			};
	}
}

function seconds(count: number): string {
	return count === 1 ? 'a second' : `${count} seconds`;
}
