import { parseTheme, type Theme } from '#lib/theme.ts';

export const SIZES = ['small', 'medium', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** How an embedded page looks, as its address says. */
export interface Look {
	/** Null: as the viewer's system has it. */
	theme: Theme | null;
	size: Size;
	/** Nothing behind the rows, for streaming software. */
	transparent: boolean;
	/** How many entries. */
	count: number;
}

const MOST = 25;

/** Reads an address's query; what is missing or unknown becomes the default. */
export function parseLook(params: Pick<URLSearchParams, 'get'>, usual: number): Look {
	const count = Number.parseInt(params.get('count') ?? '', 10);
	return {
		theme: parseTheme(params.get('theme')),
		size: SIZES.find((size) => size === params.get('size')) ?? 'medium',
		transparent: params.get('background') === 'transparent',
		count: Number.isNaN(count) ? usual : Math.min(Math.max(count, 1), MOST)
	};
}
