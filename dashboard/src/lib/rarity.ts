import type { Rarity } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** From the rarest to the most common: what is hard to get is looked at first. */
export const RARITIES = [
	'LEGENDARY',
	'EPIC',
	'RARE',
	'UNCOMMON',
	'COMMON'
] as const satisfies readonly Rarity[];

const NAMES: Record<Rarity, () => string> = {
	COMMON: m.rarity_common,
	UNCOMMON: m.rarity_uncommon,
	RARE: m.rarity_rare,
	EPIC: m.rarity_epic,
	LEGENDARY: m.rarity_legendary
};

export function rarityName(rarity: Rarity): string {
	return NAMES[rarity]();
}
