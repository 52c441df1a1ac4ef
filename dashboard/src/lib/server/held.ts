import { getRequestEvent } from '$app/server';
import { RequestMyDataDocument, type RequestMyDataMutation } from '#lib/gql/generated/graphql.ts';
import { asViewer, type Result } from './api.ts';
import { readable, wordOf } from './words.ts';

/** What is held about somebody under one heading. */
export interface Held {
	key: string;
	name: string;
	about: string;
	count: number;
	/** When the oldest of it is from, null where entries have no time. */
	since: string | null;
}

/** All that is held may be a lot. */
const TIMEOUT = 20_000;
/** Where entries say when they are from, the telling one first. */
const MOMENTS = ['occurred_at', 'earned_at', 'at', 'created_at', 'day', 'joined_at'];

type Answer = NonNullable<RequestMyDataMutation['requestMyData']>;

/** Everything that is held about who is signed in, as a file. */
export async function myData(guildId: string): Promise<Result<Answer>> {
	const variables = { input: { guildId } };
	const result = await asViewer(RequestMyDataDocument, variables, { timeout: TIMEOUT });
	if (!result.ok) return result;
	const payload = result.data.requestMyData;
	return payload
		? { ok: true, data: payload }
		: { ok: false, problem: { kind: 'refused', code: 'EMPTY' } };
}

/** The headings of such a file in the reader's words, those with the most entries first. */
export function summary(document: unknown): Held[] {
	if (typeof document !== 'object' || document === null) return [];
	return Object.entries(document)
		.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
		.map(([key, rows]) => ({
			key,
			name: wordOf(`held_${key}`) ?? readable(key),
			about: wordOf(`held_${key}_help`) ?? '',
			count: rows.length,
			since: oldest(rows)
		}))
		.sort((one, other) => other.count - one.count);
}

function oldest(rows: unknown[]): string | null {
	const moments = rows.flatMap((row) => {
		const fields = (row ?? {}) as Record<string, unknown>;
		const name = MOMENTS.find((each) => typeof fields[each] === 'string');
		const at = name ? (fields[name] as string) : '';
		return Number.isNaN(Date.parse(at)) ? [] : [new Date(at).toISOString()];
	});
	return moments.sort()[0] ?? null;
}

/** What to call the file where the API gives no name. */
export function fileName(given: string | null | undefined): string {
	return given && /^[\w.-]+$/.test(given) ? given : `${getRequestEvent().params.guild}.json`;
}
