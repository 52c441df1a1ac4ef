import type {
	ImportKeep,
	ImportMeeting,
	ImportSource,
	OfferedSetting
} from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** What each program is called, and what can be read of it. */
export const FORMATS: Record<ImportSource, { name: () => string; about: () => string }> = {
	MEE6: { name: m.import_source_mee6, about: m.import_format_mee6 },
	LURKR: { name: m.import_source_lurkr, about: m.import_format_lurkr },
	AMARI: { name: m.import_source_amari, about: m.import_format_amari },
	POLARIS: { name: m.import_source_polaris, about: m.import_format_polaris },
	LEVEL_UP: { name: m.import_source_level_up, about: m.import_format_level_up },
	EXPERIENCED: { name: m.import_source_experienced, about: m.import_format_experienced },
	TATSU: { name: m.import_source_tatsu, about: m.import_format_tatsu },
	UNBELIEVA_BOAT: { name: m.import_source_unbelieva_boat, about: m.import_format_unbelieva_boat },
	CSV: { name: m.import_source_csv, about: m.import_format_csv }
};

export const SOURCES = Object.keys(FORMATS) as ImportSource[];
export const KEEPS = ['XP', 'LEVELS'] as const satisfies ImportKeep[];
export const MEETINGS = ['LARGER', 'ADD', 'REPLACE'] as const satisfies ImportMeeting[];
export const OFFERS = ['CURVE', 'COOLDOWN', 'MESSAGE_XP'] as const satisfies OfferedSetting[];

export const OFFER_NAMES: Record<OfferedSetting, () => string> = {
	CURVE: m.import_offer_curve,
	COOLDOWN: m.import_offer_cooldown,
	MESSAGE_XP: m.import_offer_message_xp
};

/** How an import is to be applied. */
export interface Choice {
	keep: ImportKeep;
	meeting: ImportMeeting;
	take: OfferedSetting[];
}

/** The choice that an address or a form makes; what makes no sense is the default. */
export function choiceOf(given: {
	get(name: string): unknown;
	getAll(name: string): unknown[];
}): Choice {
	const take = given.getAll('take');
	return {
		keep: KEEPS.find((each) => each === given.get('keep')) ?? 'XP',
		meeting: MEETINGS.find((each) => each === given.get('meeting')) ?? 'LARGER',
		take: OFFERS.filter((each) => take.includes(each))
	};
}
