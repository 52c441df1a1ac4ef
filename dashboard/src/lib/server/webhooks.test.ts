import { expect, test } from 'vitest';
import { webhookOf, wrongWith } from './webhooks.ts';

function form(url: string, ...events: string[]): FormData {
	const form = new FormData();
	form.set('url', url);
	for (const event of events) form.append('events', event);
	return form;
}

test('a whole address and an event are a webhook', () => {
	const wanted = webhookOf(form('  https://example.org/hook ', 'ZONE_CHANGED', 'SEASON_ROLLED'));
	expect(wanted).toEqual({
		url: 'https://example.org/hook',
		description: '',
		events: ['ZONE_CHANGED', 'SEASON_ROLLED']
	});
	expect(wrongWith(wanted)).toEqual({});
});

test.each([
	'',
	'example.org',
	'ftp://example.org',
	'https://',
	'https:///x',
	'https://exa mple.org'
])('%j is no address, and nothing to hear of is told as well', (url) => {
	expect(Object.keys(wrongWith(webhookOf(form(url)))).sort()).toEqual(['events', 'url']);
});
