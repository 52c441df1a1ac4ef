/** A community made up for the tests: the same seed always founds the same club. */

export interface Earned {
	achievement: Achievement;
	earnedAt: string;
}

export interface Achievement {
	id: string;
	name: string;
	description: string;
	rarity: 'COMMON' | 'UNCOMMON' | 'RARE' | 'EPIC' | 'LEGENDARY';
	color: string;
	badge: string;
	xp: number;
	gold: number;
}

export interface Tally {
	xp: number;
	stars: number;
	messages: number;
	reactionsGiven: number;
	reactionsReceived: number;
	threads: number;
	voiceMinutes: number;
}

export interface Person {
	userId: string;
	displayName: string;
	avatarUrl: string;
	joinedAt: string | null;
	gold: number;
	streak: number;
	longestStreak: number;
	graceDaysUsed: number;
	week: Tally;
	season: Tally;
	lifetime: Tally;
	achievements: Earned[];
}

export interface Entry {
	id: string;
	kind: 'LEVEL_UP' | 'ACHIEVEMENT' | 'AWARD';
	at: string;
	person: Person;
	level: number | null;
	achievement: Achievement | null;
	xp: number;
	gold: number;
	reason: string | null;
}

export interface Club {
	guildId: string;
	name: string;
	motto: string;
	season: { id: string; name: string; startsAt: string; endsAt: string | null } | null;
	people: Person[];
	feed: Entry[];
	pulse: {
		memberCount: number;
		activeToday: number;
		messagesToday: number;
		xpToday: number;
		achievementsToday: number;
		inVoice: number;
	};
}

const DAY = 86_400_000;
export const GUILD_ID = '930000000000000001';

const GIVEN =
	'Ada Grace Linus Margaret Dennis Barbara Ken Radia Guido Katherine Alan Hedy Tim Joan Bjarne Frances Edsger Sophie Donald Annie'.split(
		' '
	);
const FAMILY =
	'Okafor Lindqvist Tanaka Moreau Haddad Novák Silva Kowalski Iyer Müller Abe Costa'.split(' ');
const ODD = [
	'zoë 🌙',
	'Wolfeschlegelsteinhausenbergerdorff the Unbreakable III',
	'李小龙',
	'محمد',
	'x',
	'null'
];

export const ACHIEVEMENTS: Achievement[] = [
	['First words', 'Say something for the first time.', 'COMMON', '👋', 25, 5],
	['Regular', 'Be active seven days in a row.', 'UNCOMMON', '🔥', 100, 20],
	['Night owl', 'Answer a question after midnight.', 'RARE', '🦉', 250, 50],
	['Thread weaver', 'Open fifty threads that others answer.', 'EPIC', '🧵', 600, 120],
	['Keeper of the flame', 'Be active every day of a whole season.', 'LEGENDARY', '🏮', 2000, 500],
	['Open mic', 'Spend ten hours in voice.', 'UNCOMMON', '🎙️', 150, 30],
	['Good listener', 'Give five hundred reactions.', 'RARE', '💛', 250, 50]
].map(([name, description, rarity, badge, xp, gold], index) => ({
	id: `achievement:${index + 1}`,
	color: '#888888',
	...({ name, description, rarity, badge, xp, gold } as Omit<Achievement, 'id' | 'color'>)
}));

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A club with `size` members whose last 60 days ended at `now`; pictures are served by `origin`. */
export function found(origin: string, now: number, size = 64, seed = 7): Club {
	const random = randomOf(seed);
	const people = Array.from({ length: size }, (_, index) => person(index, origin, now, random));
	const club: Club = {
		guildId: GUILD_ID,
		name: 'Campus Code Club',
		motto: 'Build it, break it, explain it to someone.',
		season: {
			id: 'season:3',
			name: 'Autumn term',
			startsAt: new Date(now - 41 * DAY).toISOString(),
			endsAt: new Date(now + 22 * DAY).toISOString()
		},
		people,
		feed: [],
		pulse: {
			memberCount: size,
			activeToday: Math.round(size * 0.4),
			messagesToday: 1204,
			xpToday: 23_410,
			achievementsToday: 12,
			inVoice: 6
		}
	};
	club.feed = history(club, now);
	return club;
}

/** A club on its first day: one silent member, nothing earned, no season and no motto. */
export function foundEmpty(origin: string, now: number): Club {
	const club = found(origin, now, 1);
	const nothing = Object.fromEntries(Object.keys(club.people[0]!.season).map((key) => [key, 0]));
	const silent = {
		gold: 0,
		streak: 0,
		longestStreak: 0,
		graceDaysUsed: 0,
		achievements: [],
		joinedAt: null
	};
	const tallies = { week: nothing, season: nothing, lifetime: nothing } as unknown as Person;
	const pulse = { activeToday: 0, messagesToday: 0, xpToday: 0, achievementsToday: 0, inVoice: 0 };
	return {
		...club,
		motto: '',
		season: null,
		people: [{ ...club.people[0]!, ...silent, ...pick(tallies) }],
		feed: [],
		pulse: { memberCount: 1, ...pulse }
	};
}

function pick({ week, season, lifetime }: Person) {
	return { week, season, lifetime };
}

function person(index: number, origin: string, now: number, random: () => number): Person {
	const weight = 1 / (1 + index / 6) + random() * 0.08;
	const season = tally(weight, random);
	const ordinary = `${GIVEN[index % GIVEN.length]} ${FAMILY[(index * 5) % FAMILY.length]}`;
	const odd = index % 8 === 5 ? ODD[(index - 5) / 8] : undefined;
	return {
		userId: `9300000000000010${String(index).padStart(2, '0')}`,
		displayName: odd ?? ordinary,
		avatarUrl: `${origin}/avatars/${index}.svg`,
		joinedAt: new Date(now - Math.floor(random() * 700) * DAY).toISOString(),
		gold: Math.floor(2400 * weight * random()),
		streak: Math.floor(random() * 40 * weight),
		longestStreak: 41,
		graceDaysUsed: index % 2,
		week: scaled(season, 0.16 + random() * 0.1),
		season,
		lifetime: scaled(season, 2 + random() * 2),
		achievements: ACHIEVEMENTS.slice(0, Math.round(random() * ACHIEVEMENTS.length)).map(
			(achievement, place) => ({
				achievement,
				earnedAt: new Date(now - (place * 9 + random() * 8) * DAY).toISOString()
			})
		)
	};
}

function tally(weight: number, random: () => number): Tally {
	const some = (most: number) => Math.floor(most * weight * (0.7 + random() * 0.3));
	return {
		xp: some(48_000),
		stars: some(900),
		messages: some(5200),
		reactionsGiven: some(1400),
		reactionsReceived: some(1900),
		threads: some(70),
		voiceMinutes: some(4300)
	};
}

function scaled(source: Tally, factor: number): Tally {
	const entries = Object.entries(source).map(([key, value]) => [key, Math.floor(value * factor)]);
	return Object.fromEntries(entries) as Tally;
}

function history({ people }: Club, now: number): Entry[] {
	const minutes = [1, 4, 11, 26, 58, 130, 300, 900, 1600, 4000, 9000, 13_000];
	return minutes.map((passed, index) => {
		const who = people[(index * 7) % people.length]!;
		const at = new Date(now - passed * 60_000).toISOString();
		return index % 3 === 1
			? achievementEntry(who, ACHIEVEMENTS[index % ACHIEVEMENTS.length]!, at)
			: index % 5 === 2
				? awardEntry(who, 'Ran the first-years’ evening on pointers, twice.', at)
				: levelEntry(who, 12 + index, at);
	});
}

let entries = 0;

function entry(person: Person, at: string): Entry {
	entries += 1;
	return {
		id: `feed:${entries}`,
		kind: 'LEVEL_UP',
		at,
		person,
		level: null,
		achievement: null,
		xp: 0,
		gold: 0,
		reason: null
	};
}

export function levelEntry(person: Person, level: number, at: string): Entry {
	return { ...entry(person, at), level, gold: 10 };
}

export function achievementEntry(person: Person, achievement: Achievement, at: string): Entry {
	const { xp, gold } = achievement;
	return { ...entry(person, at), kind: 'ACHIEVEMENT', achievement, xp, gold };
}

export function awardEntry(person: Person, reason: string, at: string): Entry {
	return { ...entry(person, at), kind: 'AWARD', reason, xp: 500, gold: 100 };
}
