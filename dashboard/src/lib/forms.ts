import type { Told } from './admin/told.ts';
import type { Problem } from './problem.ts';

/** What a person entered, by the names of the inputs; an input that was left out has no entry. */
export type Values = Record<string, string[]>;

/** A form as it comes back when what it asked for was not done. */
export interface Refused {
	/** Which of a page's forms. */
	form: string;
	values: Values;
	/** What stands in the way, by input. */
	fields: Record<string, string[]>;
	/** What stands in the way and belongs to no input. */
	general: string[];
	/** Whether something changed meanwhile, so that the page has to be loaded anew. */
	conflict?: boolean;
	/** What others changed since the form was loaded, oldest first. */
	meanwhile?: Told[];
	/** Why the API did not answer. */
	problem?: Problem;
	/** Whether it was kept while the person signed in again, and nothing of it was sent yet. */
	kept?: boolean;
}

/** A problem as mutations answer with it. */
export interface Mendable {
	code: 'BAD_USER_INPUT' | 'CONFLICT' | 'NOT_FOUND';
	message: string;
	path: string[];
}

/** The texts of a form, without its files. */
export function valuesOf(form: FormData): Values {
	const values: Values = {};
	for (const [name, value] of form) {
		if (typeof value === 'string') (values[name] ??= []).push(value);
	}
	return values;
}

/** The text of one input, without blanks around it; empty when it was left out. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}

/** The texts of an input that takes several. */
export function textsOf(form: FormData, name: string): string[] {
	return form.getAll(name).filter((value) => typeof value === 'string');
}

/**
 * What was refused, told at the inputs where it can be mended.
 *
 * A problem belongs to the input whose name is its path joined by dots, else to the one with the longest name
 * that the path begins with; what has no such input belongs to the form.
 */
export function refused(
	form: string,
	values: Values,
	problems: Mendable[],
	known: string[]
): Refused {
	const found: Refused = { form, values, fields: {}, general: [] };
	for (const { code, message, path } of problems) {
		const name = inputOf(path, known);
		if (name) (found.fields[name] ??= []).push(message);
		else found.general.push(message);
		if (code === 'CONFLICT') found.conflict = true;
	}
	return found;
}

function inputOf(path: string[], known: string[]): string | undefined {
	const whole = path.join('.');
	const beginnings = known.filter((name) => whole === name || whole.startsWith(`${name}.`));
	return beginnings.sort((one, other) => other.length - one.length)[0];
}

/** One form of a page: what to show in its inputs, and what is wrong with them. */
export class Entered {
	constructor(private readonly refused: Refused | null) {}

	/** The text of an input: as it was entered, else as it is stored. */
	value(name: string, stored: string | number | null | undefined = ''): string {
		return this.refused ? (this.refused.values[name]?.[0] ?? '') : String(stored ?? '');
	}

	/** The choices of an input that takes several. */
	all(name: string, stored: readonly string[] = []): readonly string[] {
		return this.refused ? (this.refused.values[name] ?? []) : stored;
	}

	/** Whether a box is ticked. */
	ticked(name: string, stored = false): boolean {
		return this.refused ? name in this.refused.values : stored;
	}

	/** What is wrong with an input, undefined when nothing is. */
	error(name: string): string | undefined {
		return this.refused?.fields[name]?.join(' ');
	}

	/** What is wrong with none of the inputs. */
	get general(): string[] {
		return this.refused?.general ?? [];
	}

	get conflict(): boolean {
		return this.refused?.conflict ?? false;
	}

	/** What others changed since the form was loaded, oldest first. */
	get meanwhile(): Told[] {
		return this.refused?.meanwhile ?? [];
	}

	get problem(): Problem | undefined {
		return this.refused?.problem;
	}

	get kept(): boolean {
		return this.refused?.kept ?? false;
	}

	/** Whether anything was refused. */
	get wrong(): boolean {
		return this.refused !== null && !this.kept;
	}
}
