import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressed } from './compression.ts';

const LONG = '<p>A row of the board.</p>'.repeat(200);

const asked = (encoding?: string) =>
	new Request('http://dashboard.test/', {
		headers: encoding ? { 'accept-encoding': encoding } : {}
	});

const page = (headers: Record<string, string> = {}, body: string | null = LONG) =>
	new Response(body, { headers: { 'content-type': 'text/html', etag: '"1"', ...headers } });

describe('pages are compressed', () => {
	test('for who takes it, and say so', async () => {
		const sent = await compressed(asked('br, gzip;q=0.8'), page());
		const body = new Uint8Array(await sent.arrayBuffer());
		expect(gunzipSync(body).toString()).toBe(LONG);
		expect(body.length).toBeLessThan(LONG.length / 10);
		expect(Object.fromEntries(sent.headers)).toMatchObject({
			'content-encoding': 'gzip',
			'content-length': String(body.length),
			etag: 'W/"1"',
			vary: 'accept-encoding'
		});
	});

	test.each([undefined, 'br', 'identity', 'gzip;q=0', 'gzip; q=0.0'])(
		'not for who takes %s, but a cache is told that it matters',
		async (encoding) => {
			const sent = await compressed(asked(encoding), page());
			expect(await sent.text()).toBe(LONG);
			expect(sent.headers.get('content-encoding')).toBeNull();
			expect(sent.headers.get('vary')).toBe('accept-encoding');
		}
	);

	test.each([
		['a stream', page({ 'content-type': 'text/event-stream' })],
		['a picture', page({ 'content-type': 'image/png' })],
		['what is compressed', page({ 'content-encoding': 'br' })],
		['what is short', page({}, 'Hello')],
		['nothing', page({}, null)]
	])('%s goes as it is', async (_, response) => {
		const before = response.headers.get('content-encoding');
		const sent = await compressed(asked('gzip'), response);
		expect(sent.headers.get('content-encoding')).toBe(before);
		expect(sent.headers.get('etag')).toBe('"1"');
	});
});
