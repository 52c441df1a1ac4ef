import { offerActions, shopAndPurchases } from '#lib/server/shop.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { roles } = await shopAndPurchases(params.guild, null);
	return { roles };
};

export const actions = offerActions;
