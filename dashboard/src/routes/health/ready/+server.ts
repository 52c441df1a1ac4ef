import { HealthDocument } from '#lib/gql/generated/graphql.ts';
import { request } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

/** Whether pages can be shown: the API must answer too. */
export const GET: RequestHandler = async () => {
	const result = await request(HealthDocument, {}, { timeout: 2000 });
	return result.ok
		? Response.json({ status: 'ok' })
		: Response.json(
				{ status: 'the API does not answer', problem: result.problem.kind },
				{ status: 503 }
			);
};
