import { setTimeout as sleep } from 'node:timers/promises';
import {
	FeedDocument,
	LeaderboardChangedDocument,
	PulseDocument,
	type Board,
	type BoardSpan
} from '#lib/gql/generated/graphql.ts';
import { request } from '../api.ts';
import { Topic, type Source } from './topic.ts';
import { subscribe } from './upstream.ts';

const PULSE_EVERY = 5000;
const topics = new Map<string, Topic<unknown>>();

/** The topic of that key; all who ask with one key share it. Keys come from closed sets of values. */
function shared<T>(key: string, source: Source<T>): Topic<T> {
	const known = topics.get(key) as Topic<T> | undefined;
	if (known) return known;
	const topic = new Topic(source);
	topics.set(key, topic as Topic<unknown>);
	return topic;
}

/** The first page of a leaderboard. */
export function leaderboardTopic(guild: string, by: Board, span: BoardSpan, first: number) {
	return shared(`leaderboard ${guild} ${by} ${span} ${first}`, async function* (signal) {
		const states = subscribe(LeaderboardChangedDocument, { guild, by, span, first }, { signal });
		for await (const state of states) yield state.leaderboardChanged;
	});
}

/** The newest entries of the feed, newest first. */
export function feedTopic(guild: string, first: number) {
	return shared(`feed ${guild} ${first}`, async function* (signal) {
		for await (const state of subscribe(FeedDocument, { guild, first }, { signal })) {
			yield state.feed.nodes;
		}
	});
}

/** The overview's figures, asked for once every few seconds however many watch; the API has no event for them. */
export function pulseTopic(guild: string) {
	return shared(`pulse ${guild}`, async function* (signal) {
		while (!signal.aborted) {
			const result = await request(PulseDocument, { guild }, { address: null });
			if (!result.ok) throw new Error(`The API did not tell the pulse: ${result.problem.kind}.`);
			if (result.data.guild) yield result.data.guild.pulse;
			await sleep(PULSE_EVERY, undefined, { signal });
		}
	});
}
