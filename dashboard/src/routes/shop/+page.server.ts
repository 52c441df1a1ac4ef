import { randomUUID } from 'node:crypto';
import type { Actions } from '@sveltejs/kit';
import { number } from '#lib/format.ts';
import { textOf } from '#lib/forms.ts';
import { BuyOfferDocument, ShopDocument } from '#lib/gql/generated/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { asReader } from '#lib/server/api.ts';
import { change } from '#lib/server/change.ts';
import { takeDraft } from '#lib/server/drafts.ts';
import { unwrap } from '#lib/server/failure.ts';
import { guildToShow, noGuild } from '#lib/server/guild.ts';
import { takeSaid } from '#lib/server/said.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { guild } = unwrap(await asReader(ShopDocument, { guild: await guildToShow() }));
	const { name, shop, shopPurchases } = guild ?? noGuild();
	return {
		guild: { name },
		offers: shop.filter(({ active }) => active),
		purchases: shopPurchases.nodes,
		/** However often a form is sent, it is one purchase. */
		key: randomUUID(),
		said: takeSaid(event)?.text ?? null,
		draft: takeDraft(event)
	};
};

export const actions: Actions = {
	buy: async ({ request, locals }) => {
		const form = await request.formData();
		const id = textOf(form, 'id');
		const input = {
			id,
			price: Number(textOf(form, 'price')) || null,
			idempotencyKey: textOf(form, 'key')
		};
		return change({
			name: `offer ${id}`,
			form,
			document: BuyOfferDocument,
			variables: { input },
			payload: (data) => data.buyOffer,
			say: ({ offer, left }) => {
				const told = { name: offer?.name ?? '', left: number(left, locals.reading) };
				return offer?.kind === 'ROLE' ? m.shop_bought_role(told) : m.shop_bought(told);
			}
		});
	}
};
