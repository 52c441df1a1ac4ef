import { expect, test } from 'vitest';
import { loginPath, pathOf } from './way.ts';

test('the way to a page has its search, without the action that was asked for', () => {
	const at = (search: string) => pathOf(new URL(`http://x.example/a/b${search}`));
	expect(at('')).toBe('/a/b');
	expect(at('?/save')).toBe('/a/b');
	expect(at('?/save&q=a%20b')).toBe('/a/b?q=a+b');
	expect(loginPath(at('?q=a&r=b'))).toBe('/auth/login?back=%2Fa%2Fb%3Fq%3Da%26r%3Db');
});
