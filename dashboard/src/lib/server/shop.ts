import { error, type Actions } from '@sveltejs/kit';
import { textOf } from '#lib/forms.ts';
import {
	AdminShopDocument,
	CreateOfferDocument,
	DeactivateOfferDocument,
	ReactivateOfferDocument,
	RefundPurchaseDocument,
	UpdateOfferDocument,
	type ShopOfferKind
} from '#lib/gql/generated/graphql.ts';
import { asViewer } from './api.ts';
import { change } from './change.ts';
import { unwrap } from './failure.ts';
import { noGuild } from './guild.ts';

const PAGE = 20;
const MOST = 2_000_000_000;

/** All that a community's shop offers, its roles, and a page of what was bought. */
export async function shopAndPurchases(guildId: string, after: string | null) {
	const variables = { guild: guildId, first: PAGE, after };
	const { guild } = unwrap(await asViewer(AdminShopDocument, variables));
	const { shop, roles, shopPurchases } = guild ?? noGuild();
	// The role that everybody has bears the guild's own id; nobody can buy it.
	return {
		offers: shop,
		roles: roles.filter(({ roleId }) => roleId !== guildId),
		purchases: shopPurchases
	};
}

/** An offer to change, with the roles that there are. */
export async function offerToChange(guildId: string, id: string) {
	const { offers, roles } = await shopAndPurchases(guildId, null);
	const offer = offers.find((each) => each.id === id);
	if (!offer) error(404);
	return { offer, roles };
}

/** What can be done with the form of an offer. */
export const offerActions: Actions = {
	save: async ({ params, request }) => {
		const form = await request.formData();
		const values = {
			name: textOf(form, 'name'),
			description: textOf(form, 'description'),
			kind: textOf(form, 'kind') as ShopOfferKind,
			roleId: textOf(form, 'roleId') || null,
			marker: textOf(form, 'marker'),
			gold: wholeOf(form, 'gold') ?? 0,
			stock: wholeOf(form, 'stock'),
			perMember: wholeOf(form, 'perMember'),
			reason: textOf(form, 'reason') || null
		};
		const shared = { name: 'offer', form, to: `/admin/${params.guild}/shop` };
		if (!params.offer) {
			return change({
				...shared,
				document: CreateOfferDocument,
				variables: { input: { guildId: params.guild ?? '', ...values } },
				payload: (data) => data.createOffer
			});
		}
		return change({
			...shared,
			document: UpdateOfferDocument,
			variables: {
				input: { id: params.offer, version: Number(textOf(form, 'version')), ...values }
			},
			payload: (data) => data.updateOffer
		});
	}
};

/** What can be done in the list of offers and of purchases. */
export const shopActions: Actions = {
	off: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'shop',
			form,
			document: DeactivateOfferDocument,
			variables: { input: versioned(form) },
			payload: (data) => data.deactivateOffer
		});
	},

	on: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'shop',
			form,
			document: ReactivateOfferDocument,
			variables: { input: versioned(form) },
			payload: (data) => data.reactivateOffer
		});
	},

	refund: async ({ request }) => {
		const form = await request.formData();
		return change({
			name: 'refund',
			form,
			document: RefundPurchaseDocument,
			variables: { input: { id: textOf(form, 'id') } },
			payload: (data) => data.refundPurchase
		});
	}
};

function versioned(form: FormData) {
	return { id: textOf(form, 'id'), version: Number(textOf(form, 'version')) };
}

/** A whole number that was entered; null where nothing was. */
function wholeOf(form: FormData, name: string): number | null {
	const text = textOf(form, name);
	return text ? Math.min(Math.max(Math.trunc(Number(text)) || 0, 0), MOST) : null;
}
