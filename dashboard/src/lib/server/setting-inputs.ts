import { textOf, textsOf } from '#lib/forms.ts';
import type { SettingFieldFragment } from '#lib/gql/generated/graphql.ts';

/** The name of a setting's input; the API names its problems likewise. */
export function inputOf(key: string): string {
	return `values.${key}`;
}

/** What a form sets a setting to, as the API takes it; what cannot be read is left for the API to refuse. */
export function valueIn(form: FormData, { key, kind, optional }: SettingFieldFragment): unknown {
	const name = inputOf(key);
	const text = textOf(form, name);
	switch (kind) {
		case 'BOOLEAN':
			return form.has(name);
		case 'INTEGER':
			return text === '' ? empty(optional) : numberOf(text);
		case 'DECIMAL':
			return text.replace(',', '.');
		case 'CHANNEL':
			return text || empty(optional);
		case 'CHANNELS':
		case 'ROLES':
			return textsOf(form, name);
		case 'MEMBERS':
			return text.split(/[\s,]+/).filter(Boolean);
		case 'CURVE':
			return curveIn(form, name);
		case 'COLOR':
		case 'TEXT':
		case 'CHOICE':
			return text === '' && optional ? null : text;
		default:
			return jsonOf(text);
	}
}

/** Whether two values are the same to a reader; 1.50 is 1.5. */
export function isSame(one: unknown, other: unknown, kind: SettingFieldFragment['kind']): boolean {
	if (kind === 'DECIMAL' && one !== '' && other !== '') return Number(one) === Number(other);
	if (isRecord(one) && isRecord(other)) {
		const names = new Set([...Object.keys(one), ...Object.keys(other)]);
		return [...names].every((name) => text(one[name]) === text(other[name]));
	}
	return text(one) === text(other);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function curveIn(form: FormData, name: string): Record<string, unknown> {
	const part = (field: string) => textOf(form, `${name}.${field}`);
	switch (textOf(form, `${name}.kind`)) {
		case 'linear':
			return { kind: 'linear', step: numberOf(part('step')) };
		case 'mee6':
			return { kind: 'mee6' };
		case 'table':
			return {
				kind: 'table',
				totals: part('totals')
					.split(/[\s,;]+/)
					.filter(Boolean)
					.map(numberOf)
			};
		default:
			return {
				kind: 'geometric',
				base: numberOf(part('base')),
				factor: part('factor').replace(',', '.')
			};
	}
}

/** A whole number, or the text when it is none. */
function numberOf(text: string): number | string {
	return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function empty(optional: boolean): null | '' {
	return optional ? null : '';
}
