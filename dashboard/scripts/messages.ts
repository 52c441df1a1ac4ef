/** Compiles the catalogues in `messages/`; Vite does the same while it serves or builds. */
import { compile } from '@inlang/paraglide-js';
import { compiler } from '../i18n.ts';

await compile(compiler);
