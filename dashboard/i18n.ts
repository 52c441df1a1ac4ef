import type { CompilerOptions } from '@inlang/paraglide-js';

/**
 * How the catalogues in `messages/` become functions in `src/lib/paraglide/`.
 *
 * Which language is spoken is ours to know (`src/lib/language.ts`), so the runtime carries no strategy.
 */
export const compiler: CompilerOptions = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	strategy: ['globalVariable', 'baseLocale'],
	emitReadme: false
};
