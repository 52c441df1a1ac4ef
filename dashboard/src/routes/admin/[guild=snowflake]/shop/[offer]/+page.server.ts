import { offerActions, offerToChange } from '#lib/server/shop.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => offerToChange(params.guild, params.offer);

export const actions = offerActions;
