import type { SettingFieldFragment } from '#lib/gql/generated/graphql.ts';

/** A setting as its form shows it; the server finds the words. */
export interface ShownSetting {
	field: SettingFieldFragment;
	/** The name of its input. */
	input: string;
	label: string;
	help: string;
	/** The default as it reads. */
	standard: string;
	/** What each choice reads. */
	choices: { value: string; label: string }[];
}

/** Settings that belong together and are saved together. */
export interface ShownGroup {
	/** The name of the form, and of its place on the page. */
	id: string;
	title: string;
	help: string;
	settings: ShownSetting[];
}
