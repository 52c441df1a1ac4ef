import { shopActions, shopAndPurchases } from '#lib/server/shop.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url }) =>
	shopAndPurchases(params.guild, url.searchParams.get('after'));

export const actions = shopActions;
