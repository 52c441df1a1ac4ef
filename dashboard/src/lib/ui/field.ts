import { getContext, setContext } from 'svelte';

/** What a control must know of the field it stands in. */
export interface FieldContext {
	readonly id: string;
	/** Ids of the elements that explain the control: help, default, error. */
	readonly describedBy: string | undefined;
	readonly invalid: boolean;
	readonly required: boolean;
}

const KEY = Symbol('field');

export function setField(field: FieldContext): void {
	setContext(KEY, field);
}

/** The field around a control, if there is one. */
export function getField(): FieldContext | undefined {
	return getContext<FieldContext | undefined>(KEY);
}

/** The attributes that tie a control to its field; empty outside of one. */
export function fieldAttributes(field: FieldContext | undefined) {
	if (!field) return {};
	return {
		id: field.id,
		'aria-describedby': field.describedBy,
		'aria-invalid': field.invalid || undefined,
		required: field.required || undefined
	} as const;
}

/** One thing to choose. */
export interface Option {
	value: string;
	label: string;
	/** A second line, or what stands in brackets where there is only one line. */
	detail?: string;
	/** The name of the group it is listed under. */
	group?: string;
	disabled?: boolean;
}

/** Options by the groups they name, in the order in which groups first appear. */
export function grouped(options: readonly Option[]): { name: string; options: Option[] }[] {
	const names = [...new Set(options.map(({ group }) => group ?? ''))];
	return names.map((name) => ({
		name,
		options: options.filter(({ group }) => (group ?? '') === name)
	}));
}

/** Whether an option is meant by what somebody typed. */
export function matches({ label, detail, group }: Option, typed: string): boolean {
	const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	const text = `${label} ${detail ?? ''} ${group ?? ''}`.toLocaleLowerCase();
	return words.every((word) => text.includes(word));
}
