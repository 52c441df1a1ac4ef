import type { ShopObstacle } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** Why something cannot be bought, in words. */
export const OBSTACLE_NAMES: Record<ShopObstacle, () => string> = {
	OFF: m.shop_obstacle_off,
	TROUBLE: m.shop_obstacle_trouble,
	SOLD_OUT: m.shop_obstacle_sold_out,
	LIMIT: m.shop_obstacle_limit,
	GOLD: m.shop_obstacle_gold
};
