import { describe, expect, test } from 'vitest';
import { isOfFittingSize, isOwnOrigin, secure } from './security.ts';

const post = (headers: Record<string, string>) =>
	new Request('http://dashboard.test/theme', { method: 'POST', headers });

describe('who may change something', () => {
	test('anybody may read', () => {
		expect(isOwnOrigin(new Request('http://dashboard.test/'), undefined)).toBe(true);
	});

	test.each([
		[{}, false],
		[{ origin: 'null' }, false],
		[{ origin: 'https://evil.example' }, false],
		[{ origin: 'https://club.example' }, true],
		[{ origin: 'http://club.example' }, false]
	])('with a public origin, a form from %j: %s', (headers: Record<string, string>, allowed) => {
		expect(isOwnOrigin(post(headers), 'https://club.example')).toBe(allowed);
	});

	test.each([undefined, 'https://club.example'])(
		'so is the host that was asked, beside %s',
		(known) => {
			const host = { host: '127.0.0.1:3000' };
			expect(isOwnOrigin(post({ ...host, origin: 'http://127.0.0.1:3000' }), known)).toBe(true);
			expect(isOwnOrigin(post({ ...host, origin: 'http://127.0.0.1:4000' }), known)).toBe(false);
		}
	);
});

test('pictures may come from https and the named origins, and nothing else is loosened', () => {
	const headers = new Headers({ 'content-security-policy': "default-src 'none'" });
	secure(headers, ['http://127.0.0.1:4500']);
	expect(headers.get('content-security-policy')).toBe(
		"default-src 'none'; img-src 'self' data: https: http://127.0.0.1:4500"
	);
	expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('only what is embeddable may be framed', () => {
	const policy = "default-src 'none'; frame-ancestors 'none'";
	for (const [embeddable, ancestors] of [
		[true, 'frame-ancestors *'],
		[false, "frame-ancestors 'none'"]
	] as const) {
		const headers = new Headers({ 'content-security-policy': policy });
		secure(headers, [], embeddable);
		expect(headers.get('content-security-policy')).toContain(ancestors);
	}
});

describe('how much may be sent', () => {
	const files = '/admin/[guild=snowflake]/import';

	test.each([
		['/me', '1000', true],
		['/me', '524289', false],
		[null, '524289', false],
		[files, '50000000', true],
		[files, '52000000', false],
		['/me', 'many', false]
	])('to %s come %s bytes: %s', (route, length, fits) => {
		expect(isOfFittingSize(post({ 'content-length': length }), route)).toBe(fits);
	});

	test('what does not tell its length is not taken', () => {
		expect(isOfFittingSize(post({ 'transfer-encoding': 'chunked' }), files)).toBe(false);
		expect(isOfFittingSize(post({}), '/me')).toBe(true);
		expect(isOfFittingSize(new Request('http://dashboard.test/'), '/')).toBe(true);
	});
});
