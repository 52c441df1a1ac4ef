import { m } from '#lib/paraglide/messages.js';

/** Why the API did not answer a request as hoped. */
export type Problem =
	| { kind: 'unreachable' }
	| { kind: 'slow' }
	| { kind: 'rate-limited'; retryAfter: number }
	| { kind: 'signed-out' }
	| { kind: 'forbidden' }
	| { kind: 'stranger' }
	| { kind: 'refused'; code: string };

/** The HTTP status with which the dashboard passes a problem on. */
export const PROBLEM_STATUS: Record<Problem['kind'], number> = {
	unreachable: 503,
	slow: 504,
	'rate-limited': 429,
	'signed-out': 401,
	forbidden: 403,
	stranger: 403,
	refused: 502
};

/** What a reader is told of a problem: what happened, and what to do. */
export function explain(problem: Problem): { title: string; advice: string } {
	switch (problem.kind) {
		case 'unreachable':
			return {
				title: 'The scores are out of reach',
				advice:
					'The server that keeps them does not answer. Nothing is lost; try again in a minute.'
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
		case 'signed-out':
			return { title: m.error_signed_out_title(), advice: m.error_signed_out_text() };
		case 'forbidden':
			return { title: m.error_forbidden_title(), advice: m.error_forbidden_text() };
		case 'stranger':
			return { title: m.error_stranger_title(), advice: m.error_stranger_text() };
		case 'refused':
			return {
				title: 'The scores could not be read',
				advice:
					'The server did not accept the question. If it stays so, tell the people who run this site.'
			};
	}
}

function seconds(count: number): string {
	return count === 1 ? 'a second' : `${count} seconds`;
}

/** What the page of an error looks like and says. */
export interface ErrorState {
	shape: 'broken' | 'waiting' | 'crowded' | 'nobody' | 'loose' | 'quiet';
	title: string;
	advice: string;
	/** Whether trying again may help. */
	retry: boolean;
	/** Whether signing in, or signing in as somebody else, may help. */
	signIn?: boolean;
}

const SHAPES = {
	unreachable: 'broken',
	slow: 'waiting',
	'rate-limited': 'crowded',
	'signed-out': 'nobody',
	forbidden: 'loose',
	stranger: 'loose',
	refused: 'broken'
} as const;

/** The state to show for an error page of that status and error. */
export function describe(status: number, error: App.Error | null): ErrorState {
	if (error?.problem) {
		const { kind } = error.problem;
		const signIn = kind === 'signed-out' || kind === 'forbidden' || kind === 'stranger';
		return { shape: SHAPES[kind], ...explain(error.problem), retry: !signIn, signIn };
	}
	if (error?.missing === 'member') return NO_MEMBER;
	if (error?.missing === 'guild') return NO_GUILD;
	if (status === 404) return NO_PAGE;
	return {
		shape: 'broken',
		title: 'Something broke',
		advice: error?.message ?? 'It is our fault, not yours. Try again in a moment.',
		retry: true
	};
}

const NO_MEMBER: ErrorState = {
	shape: 'nobody',
	title: 'Nobody here by that number',
	advice:
		'This community never saw a member with that id. They may go by another account; the leaderboard has everybody.',
	retry: false
};

const NO_GUILD: ErrorState = {
	shape: 'quiet',
	title: 'No community lives here yet',
	advice:
		'Invite the bot to a Discord server and it moves in within a minute. If it is there already, GUILD_ID names another server.',
	retry: true
};

const NO_PAGE: ErrorState = {
	shape: 'loose',
	title: 'This thread leads nowhere',
	advice: 'There is no page at this address. It may have been mistyped, or moved.',
	retry: false
};
