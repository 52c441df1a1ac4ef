import type { Problem } from '#lib/problem.ts';
import type { Theme } from '#lib/theme.ts';

declare global {
	namespace App {
		interface Error {
			/** What went wrong with the API, when that is the cause. */
			problem?: Problem;
		}
		interface Locals {
			theme: Theme | null;
		}
	}
}

export {};
