import { ACHIEVEMENTS, type Club, type Person } from './club.ts';

/** What the made-up club did over time: the same for the same instant, and with the hours people keep. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KINDS = [
	['MESSAGE_SENT', 0.52],
	['REACTION_GIVEN', 0.24],
	['REACTION_RECEIVED', 0.15],
	['THREAD_CREATED', 0.02],
	['VOICE_TICK', 0.07]
] as const;
const ZONES = [
	['Projects', 0.38],
	['Help desk', 0.27],
	['General', 0.24],
	['Voice', 0.11]
] as const;

interface Range {
	step?: 'HOUR' | 'DAY';
	since?: string | null;
	until?: string | null;
}

/** How busy an hour is, from 0 to 1: evenings more than mornings, weekends less, never twice the same. */
function busy(at: number): number {
	const time = new Date(at);
	const evening = Math.exp(-(((time.getUTCHours() - 18) / 5) ** 2));
	const weekend = [0, 6].includes(time.getUTCDay()) ? 0.55 : 1;
	const noise = 0.75 + 0.5 * (Math.abs(Math.sin(at / 7_919_000)) % 1);
	return (0.06 + evening) * weekend * noise;
}

function sums(events: number) {
	const whole = Math.round(events);
	return { events: whole, xp: whole * 14, stars: Math.round(whole / 5) };
}

function hour(club: Club, at: number): number {
	return Math.round(club.pulse.messagesToday * 0.11 * busy(at));
}

/** `Guild.activity` for a club. */
export function activity(club: Club, { step = 'DAY', since, until }: Range) {
	const length = step === 'HOUR' ? HOUR : DAY;
	const end = Math.ceil((until ? Date.parse(until) : Date.now()) / length) * length;
	const first = since ? Date.parse(since) : end - (step === 'HOUR' ? 2 * DAY : 30 * DAY);
	const begin = Math.floor(first / length) * length;
	const steps = Array.from(
		{ length: (end - begin) / length },
		(_, index) => begin + index * length
	);
	const points = steps.map((at) => {
		const hours = step === 'HOUR' ? [at] : Array.from({ length: 24 }, (_, n) => at + n * HOUR);
		const events = hours.reduce((sum, one) => sum + hour(club, one), 0);
		return { at: new Date(at).toISOString(), ...sums(events) };
	});
	const all = points.reduce((sum, { events }) => sum + events, 0);
	return {
		since: new Date(begin).toISOString(),
		until: new Date(end).toISOString(),
		timeZone: 'UTC',
		series: ({ by }: { by?: 'ZONE' | 'KIND' | null }) => {
			if (by === 'KIND')
				return KINDS.map(([kind, part]) => ({ kind, total: sums(all * part), points }));
			if (by === 'ZONE') {
				return ZONES.map(([name, part], index) => ({
					zone: { id: `zone:${index}`, name },
					total: sums(all * part),
					points
				}));
			}
			return [{ total: sums(all), points }];
		},
		heatmap: Array.from({ length: 168 }, (_, index) => {
			const at = Date.UTC(2026, 0, 5) + index * HOUR;
			return {
				weekday: 1 + Math.floor(index / 24),
				hour: index % 24,
				...sums(4 * hour(club, at))
			};
		}),
		activeMembers: steps.map((at) => ({
			day: new Date(at).toISOString().slice(0, 10),
			members: Math.min(
				club.people.length,
				Math.round(club.people.length * 0.5 * busy(at + 18 * HOUR))
			)
		}))
	};
}

/** `Member.calendar`: the days on which somebody did something in the last year. */
export function calendar(person: Person) {
	const today = Math.floor(Date.now() / DAY) * DAY;
	const days = Array.from({ length: 365 }, (_, index) => today - (364 - index) * DAY);
	const habit = Math.min(1, person.lifetime.messages / 9000);
	return days
		.map((at) => ({ at, much: busy(at + 18 * HOUR) * habit }))
		.filter(({ at, much }) => much > 0.12 && Math.sin(at / 3e9) > -0.75)
		.map(({ at, much }) => ({
			day: new Date(at).toISOString().slice(0, 10),
			tally: {
				...person.season,
				xp: Math.round(much * 640),
				messages: Math.round(much * 46)
			}
		}));
}

/** `Guild.achievements`, with who earned what. */
export function achievements(club: Club, show: (person: Person) => object) {
	return ACHIEVEMENTS.map((achievement, index) => {
		const earners = club.people
			.flatMap((person) =>
				person.achievements
					.filter((earned) => earned.achievement.id === achievement.id)
					.map(({ earnedAt }) => ({ person, earnedAt }))
			)
			.sort((one, other) => one.earnedAt.localeCompare(other.earnedAt));
		const first = earners[0];
		return {
			...achievement,
			category: index % 2 ? 'Taking part' : 'Helping',
			active: true,
			version: 1,
			earnerCount: earners.length,
			earnerShare: earners.length / Math.max(1, club.people.length),
			firstEarner: first ? { at: first.earnedAt, member: show(first.person) } : null,
			progress: ({ member }: { member: string }) => {
				const person = club.people.find(({ userId }) => userId === member);
				const earned = person?.achievements.find((one) => one.achievement.id === achievement.id);
				if (index === 4 && !earned) return null;
				const threshold = (index + 1) * 500;
				const value = earned
					? threshold
					: Math.min(threshold - 1, Math.floor((person?.lifetime.messages ?? 0) / 20) + index * 90);
				return { value, threshold, ratio: value / threshold, earnedAt: earned?.earnedAt ?? null };
			}
		};
	});
}
