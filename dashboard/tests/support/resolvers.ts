import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { achievements, activity, calendar } from './activity.ts';
import type { Club, Entry, Person } from './club.ts';

type Board = 'XP' | 'STARS' | 'GOLD' | 'MESSAGES' | 'VOICE_MINUTES';
type Span = 'SEASON' | 'WEEK' | 'ALL_TIME';

interface Page {
	first?: number | null;
	after?: string | null;
	last?: number | null;
	before?: string | null;
}

interface BoardArguments extends Page {
	by: Board;
	span: Span;
	around?: string | null;
}

const CONTRACT = new URL('../../../schema/', import.meta.url);

/** The schema as the contract's files say it. */
export function contract(): GraphQLSchema {
	const files = readdirSync(CONTRACT).filter((name) => name.endsWith('.graphql'));
	return buildSchema(files.map((name) => readFileSync(new URL(name, CONTRACT), 'utf8')).join('\n'));
}

/** The root value for queries; `null` stands for a server without any guild. */
export function queries(club: Club | null) {
	return {
		guild: ({ id }: { id: string }) => (club && id === club.guildId ? guild(club) : null),
		guilds: () => (club ? [guild(club)] : [])
	};
}

/** One state of each subscription. */
export function subscriptionState(club: Club) {
	return {
		leaderboardChanged: (page: BoardArguments) => leaderboard(club, page),
		feed: (page: Page) => feed(club, page)
	};
}

function guild(club: Club) {
	return {
		id: `guild:${club.guildId}`,
		guildId: club.guildId,
		name: club.name,
		motto: club.motto,
		iconUrl: null,
		season: club.season,
		pulse: club.pulse,
		leaderboard: (page: BoardArguments) => leaderboard(club, page),
		member: ({ id }: { id: string }) => {
			const found = club.people.find(({ userId }) => userId === id);
			return found ? member(club, found) : null;
		},
		feed: (page: Page) => feed(club, page),
		recap: () => recap(club),
		weeklyWinners: () => [
			{ week: '2026-11-16', winners: best(club).map((each, at) => ({ ...each, place: at + 1 })) }
		],
		seasons: club.season ? [club.season] : [],
		zones: [],
		audience: 'EVERYONE',
		viewerSeesMembers: true,
		activity: (range: Parameters<typeof activity>[1]) => activity(club, range),
		achievements: () => achievements(club, (person) => member(club, person)),
		members: (page: Page & { filter?: { search?: string } }) => {
			const wanted = page.filter?.search?.toLowerCase() ?? '';
			const found = club.people.filter((person) =>
				person.displayName.toLowerCase().includes(wanted)
			);
			return connection(
				found.map((person) => ({ ...member(club, person), key: person.userId })),
				page,
				25
			);
		}
	};
}

function best(club: Club) {
	return standings(club, 'XP', 'WEEK')
		.slice(0, 3)
		.map(({ member, value }) => ({ member, xp: value }));
}

/** A week; one in which nobody did anything is quiet. */
function recap(club: Club) {
	const first = best(club);
	const [achievement] = achievements(club, (person) => member(club, person));
	return {
		week: '2026-11-16',
		active: first.length,
		activeBefore: 0,
		messages: 1204,
		xp: 23_410,
		best: first,
		risen: first.map((each, at) => ({ member: each.member, level: 9 - at, levels: 3 - at })),
		achievementsEarned: first.length,
		achievements: first.length ? [{ achievement, earners: 2 }] : [],
		zone: first.length ? 'Programming' : null,
		zoneEvents: 640
	};
}

function valueOf(person: Person, by: Board, span: Span): number {
	if (by === 'GOLD') return person.gold;
	const tally = { SEASON: person.season, WEEK: person.week, ALL_TIME: person.lifetime }[span];
	if (by === 'MESSAGES') return tally.messages;
	if (by === 'VOICE_MINUTES') return tally.voiceMinutes;
	return by === 'XP' ? tally.xp : tally.stars;
}

function standings(club: Club, by: Board, span: Span) {
	const values = club.people
		.map((person) => ({ person, value: valueOf(person, by, span) }))
		.filter(({ value }) => value > 0)
		.sort(
			(one, other) => other.value - one.value || (one.person.userId < other.person.userId ? -1 : 1)
		);
	return values.map(({ person, value }) => ({
		rank: 1 + values.filter((other) => other.value > value).length,
		value,
		member: member(club, person),
		key: person.userId
	}));
}

function leaderboard(club: Club, page: BoardArguments) {
	const places = standings(club, page.by, page.span);
	if (!page.around) return connection(places, page, 25);
	const size = page.first ?? 25;
	const at = places.findIndex(({ key }) => key === page.around);
	const from = Math.max(0, Math.min(at - Math.floor(size / 2), places.length - size));
	return connection(places, { first: size, after: places[from - 1]?.key }, size);
}

function feed(club: Club, page: Page) {
	const items = club.feed.map((item) => ({ ...entry(club, item), key: item.id }));
	return connection(items, page, 20);
}

function entry(club: Club, { person, ...item }: Entry) {
	return { ...item, member: member(club, person) };
}

/** A keyset page: what follows `after` from the front, or what precedes `before` from the back. */
function connection<T extends { key: string }>(all: T[], page: Page, size: number) {
	const start = page.after ? all.findIndex(({ key }) => key === page.after) + 1 : 0;
	const end = page.before ? all.findIndex(({ key }) => key === page.before) : all.length;
	const between = all.slice(start, end);
	const nodes = page.last ? between.slice(-page.last) : between.slice(0, page.first ?? size);
	const at = nodes[0] ? all.indexOf(nodes[0]) : 0;
	return {
		nodes,
		edges: nodes.map((node) => ({ cursor: node.key, node })),
		totalCount: all.length,
		pageInfo: {
			hasPreviousPage: at > 0,
			hasNextPage: at + nodes.length < all.length,
			startCursor: nodes[0]?.key ?? null,
			endCursor: nodes.at(-1)?.key ?? null
		}
	};
}

function member(club: Club, person: Person) {
	const { xp, stars } = person.lifetime;
	return {
		...person,
		id: `member:${person.userId}`,
		anonymous: false,
		markers: [],
		leftAt: null,
		calendar: () => calendar(person),
		xp,
		stars,
		...progress(xp),
		rank: 1 + club.people.filter((other) => other.lifetime.xp > xp).length
	};
}

/** Level n begins at 100 * n * (n - 1) XP: not the API's curve, but one of the same shape. */
function progress(xp: number) {
	const begins = (level: number) => 100 * level * (level - 1);
	let level = 1;
	while (begins(level + 1) <= xp) level += 1;
	const earned = xp - begins(level);
	const needed = begins(level + 1) - begins(level);
	return { level, progress: { earned, needed, ratio: earned / needed } };
}
