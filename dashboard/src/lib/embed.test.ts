import { expect, test } from 'vitest';
import { parseLook } from './embed.ts';

test.each([
	['', { theme: null, size: 'medium', transparent: false, count: 10 }],
	[
		'theme=dark&size=large&background=transparent&count=5',
		{ theme: 'dark', size: 'large', transparent: true, count: 5 }
	],
	[
		'theme=x&size=huge&background=red&count=9999',
		{ theme: null, size: 'medium', transparent: false, count: 25 }
	],
	['count=-3', { theme: null, size: 'medium', transparent: false, count: 1 }]
])('the look of "%s"', (query, look) => {
	expect(parseLook(new URLSearchParams(query), 10)).toEqual(look);
});
