import { describe, expect, test } from 'vitest';
import { flag, httpUrl, imageOrigins, origin, port, snowflake } from './settings.ts';

describe('addresses', () => {
	test('are taken as they are', () => {
		expect(httpUrl('API_URL', 'http://127.0.0.1:8000/graphql')).toBe(
			'http://127.0.0.1:8000/graphql'
		);
	});

	test.each(['', 'graphql', 'ftp://host/', 'javascript:alert(1)', 'http://user:pass@host/'])(
		'%j is none, and the message says what would be',
		(value) => {
			expect(() => httpUrl('API_URL', value)).toThrow(/API_URL must be an address such as/);
		}
	);

	test('a password never reaches the message', () => {
		expect(() => httpUrl('API_URL', 'http://user:hunter2@host/')).toThrow(/^(?!.*hunter2)/);
	});
});

describe('origins', () => {
	test('may be absent', () => {
		expect(origin('ORIGIN', undefined)).toBeUndefined();
		expect(imageOrigins('IMAGE_ORIGINS', undefined)).toEqual([]);
	});

	test('have no path', () => {
		expect(origin('ORIGIN', 'https://club.example/')).toBe('https://club.example');
		expect(() => origin('ORIGIN', 'https://club.example/board')).toThrow(
			/ORIGIN must be an origin/
		);
	});

	test('are separated by blanks or commas', () => {
		expect(imageOrigins('IMAGE_ORIGINS', 'http://a:1, https://b')).toEqual([
			'http://a:1',
			'https://b'
		]);
	});

	test('cannot smuggle a directive into the policy', () => {
		expect(() => imageOrigins('IMAGE_ORIGINS', "https://a; script-src 'unsafe-inline'")).toThrow();
	});
});

test('a guild id is digits', () => {
	expect(snowflake('GUILD_ID', '930000000000000001')).toBe('930000000000000001');
	expect(snowflake('GUILD_ID', '')).toBeUndefined();
	expect(() => snowflake('GUILD_ID', 'my server')).toThrow(/Copy Server ID/);
});

test('a port is a number up to 65535', () => {
	expect(port('PORT', '0')).toBe(0);
	expect(port('PORT', undefined)).toBeUndefined();
	for (const wrong of ['65536', '-1', '80.5', 'http']) {
		expect(() => port('PORT', wrong)).toThrow(/PORT must be a whole number/);
	}
});

test('a flag is on or off, and nothing else', () => {
	expect([undefined, '', '0', 'false'].map((value) => flag('DESIGN', value))).not.toContain(true);
	expect(['1', 'true'].map((value) => flag('DESIGN', value))).not.toContain(false);
	expect(() => flag('DESIGN', 'maybe')).toThrow(/DESIGN must be 1 or 0/);
});
