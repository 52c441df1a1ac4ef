import type { ShownGroup, ShownSetting } from '#lib/admin/settings.ts';
import type { Reading } from '#lib/format.ts';
import type { SettingFieldFragment } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { inputOf, isSame, valueIn } from './setting-inputs.ts';
import { readable, valueOf, wordOf } from './words.ts';

interface Group {
	key: string;
	help: string;
	settings: SettingFieldFragment[];
}

/** What a group's form is called; the settings that stand alone have one too. */
export function groupId(key: string): string {
	return key || 'general';
}

/** A group in the reader's words; what is newer than our catalogues is shown in the API's. */
export function shown({ key, help, settings }: Group, reading: Reading): ShownGroup {
	const id = groupId(key);
	return {
		id,
		title: wordOf(`settings_${id}`) ?? readable(id),
		help: wordOf(`settings_${id}_help`) ?? help,
		settings: settings.map((setting) => shownSetting(setting, reading))
	};
}

function shownSetting(field: SettingFieldFragment, reading: Reading): ShownSetting {
	const word = `setting_${field.key.replaceAll('.', '_')}`;
	return {
		field,
		input: inputOf(field.key),
		label: wordOf(word) ?? readable(field.key.split('.').slice(1).join(' ') || field.key),
		help: wordOf(`${word}_help`) ?? field.help,
		standard: standardOf(field, word, reading),
		choices: field.choices.map((value) => ({
			value,
			label: wordOf(`${word}_${value}`) ?? readable(value)
		}))
	};
}

function standardOf(field: SettingFieldFragment, word: string, reading: Reading): string {
	const value = field.default;
	if (field.kind === 'CHOICE') return wordOf(`${word}_${String(value)}`) ?? readable(String(value));
	return valueOf(field.key, value, new Map(), reading) ?? m.settings_none();
}

/** What a form changes of a group, as the API takes it. */
export function changedIn(form: FormData, settings: SettingFieldFragment[]) {
	return settings
		.map((setting) => ({ setting, value: valueIn(form, setting) }))
		.filter(({ setting, value }) => !isSame(value, setting.value, setting.kind))
		.map(({ setting, value }) => ({ key: setting.key, value }));
}
