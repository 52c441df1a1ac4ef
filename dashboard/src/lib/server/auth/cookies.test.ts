import type { Cookies } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import { isSecure, newKey, SessionCookies } from './cookies.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const TOKENS = {
	accessToken: 'aaa.bbb.ccc',
	accessExpiresAt: '2026-01-01T00:15:00Z',
	refreshToken: 'r3-fresh_',
	refreshExpiresAt: '2026-01-31T00:00:00Z'
};

/** A browser: what it keeps, and how it was told to keep it. */
function browser() {
	const jar = new Map<string, string>();
	const told = new Map<string, Record<string, unknown>>();
	const cookies = {
		get: (name: string) => jar.get(name),
		set: (name: string, value: string, options: object) => {
			jar.set(name, value);
			told.set(name, { ...options });
		},
		delete: (name: string) => jar.delete(name)
	} as unknown as Cookies;
	return { jar, told, cookies };
}

describe('the cookies of a session', () => {
	test('are for the server alone and come back as they were', () => {
		const { cookies, told } = browser();
		const session = new SessionCookies(cookies, true, () => NOW);
		expect(session.read()).toBeNull();
		session.keep(TOKENS, 'k');
		expect(session.read()).toEqual({ access: 'aaa.bbb.ccc', refresh: 'r3-fresh_', key: 'k' });
		const strict = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' };
		expect(told.get('__Host-synapse-access')).toEqual({ ...strict, maxAge: 15 * 60 - 30 });
		expect(told.get('__Host-synapse-refresh')).toEqual({ ...strict, maxAge: 30 * 86_400 });
	});

	test('go when the session ends', () => {
		const { cookies, jar } = browser();
		const session = new SessionCookies(cookies, false, () => NOW);
		session.keep(TOKENS, 'k');
		session.dropAccess();
		expect(session.read()).toEqual({ access: null, refresh: 'r3-fresh_', key: 'k' });
		session.drop();
		expect(jar.size).toBe(0);
	});

	test('do not keep a token that ends right now', () => {
		const { cookies } = browser();
		const session = new SessionCookies(cookies, false, () => NOW);
		session.keep({ ...TOKENS, accessExpiresAt: '2026-01-01T00:00:20Z' }, 'k');
		expect(session.read()?.access).toBeNull();
	});

	test.each(['', 'x', '.', 'x.', '.x'])('that say %j are nobody’s', (value) => {
		const { cookies, jar } = browser();
		jar.set('synapse-refresh', value);
		expect(new SessionCookies(cookies, false).read()).toBeNull();
	});

	test('hold a ticket for each sign-in that was begun, once, with a way back on this site', () => {
		const { cookies } = browser();
		const session = new SessionCookies(cookies, false, () => NOW);
		const expiresAt = '2026-01-01T00:10:00Z';
		session.keepTicket('state-one-of-many', { ticket: 't1', back: '/admin', expiresAt });
		session.keepTicket('state-two-of-many', { ticket: 't2', back: '//evil.example', expiresAt });
		expect(session.takeTicket('state-one-of-many')).toEqual({ ticket: 't1', back: '/admin' });
		expect(session.takeTicket('state-one-of-many')).toBeNull();
		expect(session.takeTicket('state-two-of-many')).toEqual({ ticket: 't2', back: '/' });
		expect(session.takeTicket('')).toBeNull();
	});

	test.each(['null', '{}', '[]', 'x', '[""]'])('take %j for no ticket', (text) => {
		const { cookies, jar } = browser();
		jar.set('synapse-ticket-state', text);
		expect(new SessionCookies(cookies, false).takeTicket('state')).toBeNull();
	});
});

test.each([
	['https://club.example', 'club.example', true],
	['http://club.example', 'club.example', true],
	['http://localhost:3000', 'localhost:3000', false],
	['http://127.0.0.1:3000', '127.0.0.1:3000', false],
	['http://[::1]:3000', '[::1]:3000', false],
	['https://localhost', 'localhost', true],
	[undefined, '127.0.0.1:3000', false],
	[undefined, 'localhost.evil.example', true],
	[undefined, null, true]
])('cookies for %s at %s are for https only: %s', (origin, host, secure) => {
	expect(isSecure(origin, host)).toBe(secure);
});

test('a key is one of many', () => {
	expect(new Set(Array.from({ length: 50 }, newKey)).size).toBe(50);
	expect(newKey().length).toBeGreaterThanOrEqual(16);
});
