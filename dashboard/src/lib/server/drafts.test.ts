import { expect, test } from 'vitest';
import { Drafts } from './drafts.ts';

const form = (name: string, text = 'x') => ({
	form: name,
	values: { text: [text] },
	fields: {},
	general: []
});

test('what was entered comes back once, on the page that it was entered on', () => {
	const drafts = new Drafts(() => 0);
	const key = drafts.keep('/admin/1/zones?x=1', form('zone'))!;
	expect(drafts.take(key, '/admin/1')).toBeNull();
	expect(drafts.take('another', '/admin/1/zones?x=1')).toBeNull();
	expect(drafts.take(key, '/admin/1/zones?x=1')).toEqual({ ...form('zone'), kept: true });
	expect(drafts.take(key, '/admin/1/zones?x=1')).toBeNull();
});

test('it is forgotten after a quarter of an hour', () => {
	let now = 0;
	const drafts = new Drafts(() => now);
	const key = drafts.keep('/', form('a'))!;
	now = 15 * 60_000;
	expect(drafts.take(key, '/')).toBeNull();
});

test('the oldest go when there are too many, and what is too large is not kept', () => {
	const drafts = new Drafts(() => 0);
	const keys = Array.from({ length: 201 }, (_, index) => drafts.keep('/', form(String(index)))!);
	expect(drafts.take(keys[0]!, '/')).toBeNull();
	expect(drafts.take(keys[200]!, '/')).not.toBeNull();
	expect(drafts.keep('/', form('large', 'x'.repeat(100_001)))).toBeNull();
});
