import type { ChangeFragment } from '#lib/gql/generated/graphql.ts';
import type { Line, Told } from '#lib/admin/told.ts';
import { moment, number, type Reading } from '#lib/format.ts';
import * as messages from '#lib/paraglide/messages.js';

const { m } = messages;

/** What ids in a change stand for, by kind and id such as `channel:12`. */
export type Names = ReadonlyMap<string, string>;

/** What the API never takes back: an achievement is kept for good, a guild stays set up, and what is sent is sent. */
const NEVER = new Set(['grant', 'guild', 'webhook_secret', 'webhook_delivery']);
/** The fields that hold what something is called. */
const TITLES = new Set(['name', 'achievement', 'title']);
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

/** A change in words, in the reader's language. */
export function tell(change: ChangeFragment, reading: Reading): Told {
	const names: Names = new Map(change.names.map(({ ref, name }) => [ref, name]));
	return {
		id: change.id,
		headline: headline(change, names),
		lines: change.changes.map((each) => line(each, names, reading)).filter(differs),
		at: change.at,
		by: {
			name: change.actor?.displayName ?? change.actorId ?? 'Synapse',
			userId: change.actorId,
			avatarUrl: change.actor?.avatarUrl ?? null
		},
		reason: change.reason,
		revertedBy: change.revertedBy,
		reverts: change.reverts,
		final: NEVER.has(change.subject.split(':')[0] ?? '')
	};
}

/** The message of that key, undefined where no catalogue has one: programs may know words that we do not. */
export function wordOf(key: string): string | undefined {
	const found = (messages as unknown as Record<string, (() => string) | undefined>)[key];
	return found?.();
}

/** A name made of a key, for what no catalogue has a word for: `cooldown_seconds` is "Cooldown seconds". */
export function readable(key: string): string {
	const text = key.replace(/[._]+/g, ' ').trim();
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The name of a setting or of another field of a change. */
export function fieldName(field: string, names: Names = new Map()): string {
	const [kind, id] = field.split('.');
	if (kind === 'channels' && id) return m.field_channel_in({ name: nameOf('channel', id, names) });
	const key = field.replaceAll('.', '_');
	return wordOf(`setting_${key}`) ?? wordOf(`field_${key}`) ?? readable(field);
}

function headline({ subject, action, changes }: ChangeFragment, names: Names): string {
	const [kind = ''] = subject.split(':');
	const known = wordOf(`audit_subject_${kind}`) ?? readable(kind);
	const own = changes.find(({ field }) => TITLES.has(field));
	const name = names.get(subjectRef(subject)) ?? own?.after ?? own?.before;
	const called = typeof name === 'string' ? m.audit_named({ kind: known, name }) : known;
	return m.audit_headline({
		subject: called,
		action: wordOf(`audit_${action}`) ?? readable(action)
	});
}

/** What `grant:3` grants is the achievement of that number, what `hand_in:3` answers to is of that quest. */
function subjectRef(subject: string): string {
	return subject.replace(/^grant:/, 'achievement:').replace(/^hand_in:/, 'quest:');
}

function line(
	{ field, before, after }: ChangeFragment['changes'][number],
	names: Names,
	reading: Reading
): Line {
	return {
		field: fieldName(field, names),
		before: valueOf(field, before, names, reading),
		after: valueOf(field, after, names, reading)
	};
}

function differs({ before, after }: Line): boolean {
	return before !== after;
}

/** A value as a person reads it, null for none. */
export function valueOf(
	field: string,
	value: unknown,
	names: Names,
	reading: Reading
): string | null {
	const kind = kindOf(field);
	if (value === null || value === undefined || value === '') {
		return kind === 'zone' && field.startsWith('channels.') ? m.audit_default_zone() : null;
	}
	if (Array.isArray(value)) {
		const parts = value.map((each) => valueOf(field, each, names, reading));
		return parts.length ? parts.join(', ') : null;
	}
	if (kind) return nameOf(kind, plain(value), names);
	if (typeof value === 'boolean') return value ? m.audit_yes() : m.audit_no();
	if (typeof value === 'number') return number(value, reading);
	if (field === 'zones' && typeof value === 'object') return Object.keys(value).join(', ');
	if (typeof value === 'object') return objectOf(value as Record<string, unknown>, names, reading);
	const text = plain(value);
	if (MOMENT.test(text)) return moment(text, reading);
	const key = field.replaceAll('.', '_');
	const word = text.toLowerCase();
	return wordOf(`setting_${key}_${word}`) ?? wordOf(`${key}_${word}`) ?? text;
}

function objectOf(value: Record<string, unknown>, names: Names, reading: Reading): string {
	if ('xp' in value && 'stars' in value) {
		return m.audit_times({ xp: plain(value.xp), stars: plain(value.stars) });
	}
	return Object.entries(value)
		.map(
			([key, each]) =>
				`${fieldName(key)} ${valueOf(key, each, names, reading) ?? m.audit_nothing()}`
		)
		.join(', ');
}

/** Which kind of thing the ids in a field stand for. */
function kindOf(field: string): string | undefined {
	const last = field.split('.').at(-1) ?? '';
	if (field.startsWith('channels.') || last === 'zone_id') return 'zone';
	if (/(^|_)channel(_ids?)?$/.test(last)) return 'channel';
	if (/(^|_)role_ids?$/.test(last)) return 'role';
	if (/^(user|member)_ids?$/.test(last)) return 'member';
	return last === 'season' || last === 'season_id' ? 'season' : undefined;
}

function nameOf(kind: string, id: string, names: Names): string {
	const name = names.get(`${kind}:${id}`);
	if (!name) return m.audit_unknown({ id });
	return kind === 'channel' ? `#${name}` : name;
}

function plain(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
