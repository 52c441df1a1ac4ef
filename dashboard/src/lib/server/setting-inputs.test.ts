import { describe, expect, test } from 'vitest';
import type { SettingFieldFragment } from '#lib/gql/generated/graphql.ts';
import { inputOf, isSame, valueIn } from './setting-inputs.ts';

function field(kind: SettingFieldFragment['kind'], optional = false): SettingFieldFragment {
	return { key: 'a.b', help: '', kind, optional, choices: [] } as unknown as SettingFieldFragment;
}

function sent(...values: [string, string][]): FormData {
	const form = new FormData();
	for (const [part, value] of values) form.append(inputOf('a.b') + part, value);
	return form;
}

describe('what a form sets a setting to', () => {
	test.each([
		['INTEGER', '30', 30],
		['INTEGER', '3.5', '3.5'],
		['INTEGER', '', ''],
		['DECIMAL', '1,25', '1.25'],
		['TEXT', ' Hello ', 'Hello'],
		['CHOICE', 'members', 'members'],
		['MEMBERS', '1, 2\n3', ['1', '2', '3']],
		['CHANNEL', '12', '12']
	] as const)('%s: %j is %j', (kind, text, value) => {
		expect(valueIn(sent(['', text]), field(kind))).toEqual(value);
	});

	test('nothing where it may be empty', () => {
		expect(valueIn(sent(['', '']), field('INTEGER', true))).toBeNull();
		expect(valueIn(sent(['', '']), field('CHANNEL', true))).toBeNull();
		expect(valueIn(sent(), field('CHANNELS'))).toEqual([]);
	});

	test('yes and no by whether the box is there', () => {
		expect(valueIn(sent(['', 'on']), field('BOOLEAN'))).toBe(true);
		expect(valueIn(sent(), field('BOOLEAN'))).toBe(false);
	});

	test('curves of each kind', () => {
		const curve = (...parts: [string, string][]) => valueIn(sent(...parts), field('CURVE'));
		expect(curve(['.kind', 'mee6'])).toEqual({ kind: 'mee6' });
		expect(curve(['.kind', 'linear'], ['.step', '500'])).toEqual({ kind: 'linear', step: 500 });
		expect(curve(['.kind', 'table'], ['.totals', '100, 250;900'])).toEqual({
			kind: 'table',
			totals: [100, 250, 900]
		});
		expect(curve(['.kind', 'geometric'], ['.base', '100'], ['.factor', '1,25'])).toEqual({
			kind: 'geometric',
			base: 100,
			factor: '1.25'
		});
	});

	test('anything as JSON where the kind is a newer one', () => {
		const newer = field('LATER' as never);
		expect(valueIn(sent(['', '{"a": 1}']), newer)).toEqual({ a: 1 });
		expect(valueIn(sent(['', '{']), newer)).toBe('{');
	});
});

test('values are the same whatever their writing', () => {
	expect(isSame('1.50', '1.5', 'DECIMAL')).toBe(true);
	expect(isSame('', '0', 'DECIMAL')).toBe(false);
	expect(isSame({ kind: 'geometric', base: 100 }, { base: 100, kind: 'geometric' }, 'CURVE')).toBe(
		true
	);
	expect(isSame({ kind: 'mee6' }, { kind: 'linear', step: 1 }, 'CURVE')).toBe(false);
	expect(isSame(['1'], ['1'], 'ROLES')).toBe(true);
	expect(isSame(null, undefined, 'INTEGER')).toBe(true);
	expect(isSame(null, 3, 'INTEGER')).toBe(false);
});
