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
			return { title: m.error_unreachable_title(), advice: m.error_unreachable_text() };
		case 'slow':
			return { title: m.error_slow_title(), advice: m.error_slow_text() };
		case 'rate-limited':
			return {
				title: m.error_limited_title(),
				advice: m.error_limited_text({ count: problem.retryAfter })
			};
		case 'signed-out':
			return { title: m.error_signed_out_title(), advice: m.error_signed_out_text() };
		case 'forbidden':
			return { title: m.error_forbidden_title(), advice: m.error_forbidden_text() };
		case 'stranger':
			return { title: m.error_stranger_title(), advice: m.error_stranger_text() };
		case 'refused':
			return { title: m.error_refused_title(), advice: m.error_refused_text() };
	}
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
	if (error?.missing === 'member') return noMember();
	if (error?.missing === 'members') return membersOnly(error.message);
	if (error?.missing === 'guild') return noGuild();
	if (status === 404) return noPage();
	return {
		shape: 'broken',
		title: m.error_broke_title(),
		advice: error?.message ?? m.error_broke_text(),
		retry: true
	};
}

/** What a community shows to its members only. */
const membersOnly = (guild: string): ErrorState => ({
	shape: 'nobody',
	title: m.members_only_title(),
	advice: m.members_only_text({ guild }),
	retry: false,
	signIn: true
});

const noMember = (): ErrorState => ({
	shape: 'nobody',
	title: m.error_member_title(),
	advice: m.error_member_text(),
	retry: false
});

const noGuild = (): ErrorState => ({
	shape: 'quiet',
	title: m.error_guild_title(),
	advice: m.error_guild_text(),
	retry: true
});

const noPage = (): ErrorState => ({
	shape: 'loose',
	title: m.error_page_title(),
	advice: m.error_page_text(),
	retry: false
});
