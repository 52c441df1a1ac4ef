import { describe, expect, test } from 'vitest';
import { Entered, refused, textOf, textsOf, valuesOf } from './forms.ts';

const form = new FormData();
form.append('name', '  Lab ');
form.append('channels', '1');
form.append('channels', '2');
form.append('picture', new Blob(['x']));

test('texts are read, files are not', () => {
	expect(valuesOf(form)).toEqual({ name: ['  Lab '], channels: ['1', '2'] });
	expect(textOf(form, 'name')).toBe('Lab');
	expect(textOf(form, 'picture')).toBe('');
	expect(textOf(form, 'nothing')).toBe('');
	expect(textsOf(form, 'channels')).toEqual(['1', '2']);
});

describe('what is refused is told at its input', () => {
	const problem = (path: string[], code: 'BAD_USER_INPUT' | 'CONFLICT' = 'BAD_USER_INPUT') => ({
		code,
		message: path.join('/') || 'all',
		path
	});

	test('by the longest name that the path begins with', () => {
		const names = ['multipliers', 'multipliers.0', 'name', 'values.a.b'];
		const paths = [['multipliers', '0', 'xp'], ['multipliers', '10'], ['name'], ['values', 'a.b']];
		const found = refused(
			'zone',
			{},
			paths.map((path) => problem(path)),
			names
		);
		expect(found.fields).toEqual({
			'multipliers.0': ['multipliers/0/xp'],
			multipliers: ['multipliers/10'],
			name: ['name'],
			'values.a.b': ['values/a.b']
		});
		expect(found.general).toEqual([]);
	});

	test('or of the form as a whole', () => {
		const found = refused('zone', {}, [problem([]), problem(['names'], 'CONFLICT')], ['name']);
		expect(found).toMatchObject({ fields: {}, general: ['all', 'names'], conflict: true });
	});
});

describe('inputs show', () => {
	test('what is stored while nothing was sent', () => {
		const entered = new Entered(null);
		expect(entered.value('name', 'Lab')).toBe('Lab');
		expect(entered.value('size', 0)).toBe('0');
		expect(entered.value('size', null)).toBe('');
		expect(entered.all('channels', ['1'])).toEqual(['1']);
		expect(entered.ticked('on', true)).toBe(true);
		expect([entered.error('name'), entered.general, entered.wrong]).toEqual([undefined, [], false]);
	});

	test('what was entered once something was refused', () => {
		const entered = new Entered(
			refused(
				'zone',
				{ name: [''], channels: ['2'] },
				[{ code: 'BAD_USER_INPUT', message: 'Give it a name.', path: ['name'] }],
				['name']
			)
		);
		expect(entered.value('name', 'Lab')).toBe('');
		expect(entered.all('channels', ['1'])).toEqual(['2']);
		expect(entered.all('roles', ['1'])).toEqual([]);
		expect(entered.ticked('on', true)).toBe(false);
		expect([entered.error('name'), entered.wrong]).toEqual(['Give it a name.', true]);
	});

	test('what was kept, as nothing wrong', () => {
		const kept = { form: 'zone', values: {}, fields: {}, general: [], kept: true };
		expect(new Entered(kept)).toMatchObject({ kept: true, wrong: false });
	});
});
