import { fail, unwrap } from '#lib/server/failure.ts';
import { fileName, myData } from '#lib/server/held.ts';
import type { RequestHandler } from './$types';

/** Everything that is held about who asks, as a file to keep. */
export const POST: RequestHandler = async ({ params }) => {
	const { document, fileName: name, problems } = unwrap(await myData(params.guild));
	if (problems.length) fail({ kind: 'stranger' });
	return new Response(JSON.stringify(document, null, 2), {
		headers: {
			'content-type': 'application/json',
			'content-disposition': `attachment; filename="${fileName(name)}"`,
			'cache-control': 'no-store'
		}
	});
};
