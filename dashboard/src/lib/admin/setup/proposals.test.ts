import { expect, test } from 'vitest';
import { proposals } from './proposals.ts';
import { stepOf } from './steps.ts';

const channel = (channelId: string, parentId: string | null, zoned = false) => ({
	channelId,
	name: `channel ${channelId}`,
	kind: 0,
	parentId,
	zone: zoned ? { active: true } : null
});
const category = (channelId: string, name: string) => ({
	...channel(channelId, null),
	name,
	kind: 4
});

test('a category whose channels are in no zone could be one', () => {
	const found = proposals(
		[category('1', ' Projects '), channel('2', '1'), channel('3', '1', true), channel('4', null)],
		[]
	);
	expect(found).toMatchObject([
		{ categoryId: '1', name: 'Projects', zoneId: null, channels: [{ channelId: '2' }] }
	]);
});

test('its channels join a zone of the same name', () => {
	const zones = [
		{ id: 'old', name: 'projects', active: false },
		{ id: 'zone', name: 'projects', active: true }
	];
	const [found] = proposals([category('1', 'PROJECTS'), channel('2', '1')], zones);
	expect(found?.zoneId).toBe('zone');
});

test('what has its place, or nothing inside, is not proposed', () => {
	const all = [category('1', 'Empty'), category('2', 'Full'), channel('3', '2', true)];
	expect(proposals(all, [])).toEqual([]);
});

test.each([
	['1', 1],
	['5', 5],
	['6', null],
	['0', null],
	['1.5', null],
	['', null],
	[null, null]
])('the step %j is %j', (text, step) => {
	expect(stepOf(text)).toBe(step);
});
