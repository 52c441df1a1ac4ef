interface Channel {
	channelId: string;
	name: string;
	/** Discord's number of the channel's type. */
	kind: number;
	parentId: string | null;
	zone: { active: boolean } | null;
}

interface Zone {
	id: string;
	name: string;
	active: boolean;
}

/** A category whose channels are in no zone, as the zone that they could be. */
export interface Proposal {
	categoryId: string;
	/** What the category is called, cut to what a zone may be called. */
	name: string;
	channels: { channelId: string; name: string }[];
	/** The zone of that name, which would get the channels; null for a new one. */
	zoneId: string | null;
}

const CATEGORY = 4;
const LONGEST = 60;

/** What could become zones, in Discord's order; the bot's setup proposes the same. */
export function proposals(channels: readonly Channel[], zones: readonly Zone[]): Proposal[] {
	return channels
		.filter(({ kind }) => kind === CATEGORY)
		.map(({ channelId, name }) => ({
			categoryId: channelId,
			name: name.trim().slice(0, LONGEST).trim(),
			channels: channels.filter(({ parentId, zone }) => parentId === channelId && !zone?.active),
			zoneId: zones.find((zone) => zone.active && isSame(zone.name, name))?.id ?? null
		}))
		.filter((proposal) => proposal.name && proposal.channels.length);
}

function isSame(one: string, other: string): boolean {
	return one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();
}
