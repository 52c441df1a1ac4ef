import type { Reading } from '#lib/format.ts';
import type { Session } from '#lib/server/auth/session.ts';
import type { Language } from '#lib/language.ts';
import type { Problem } from '#lib/problem.ts';
import type { Theme } from '#lib/theme.ts';

declare global {
	namespace App {
		interface Error {
			/** What went wrong with the API, when that is the cause. */
			problem?: Problem;
			/** What was looked for and is not there, when that is the cause. */
			missing?: 'member' | 'members' | 'guild';
		}
		interface PageData {
			/** Where browsers find the site; null when nobody said. */
			origin?: string | null;
		}
		interface Locals {
			theme: Theme | null;
			language: Language;
			reading: Reading;
			session: Session;
		}
	}
}

export {};
