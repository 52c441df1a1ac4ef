import { expect, test } from 'vitest';
import { choiceOf } from './words.ts';

test('a choice is read from an address', () => {
	const search = new URLSearchParams('keep=LEVELS&meeting=ADD&take=CURVE&take=COOLDOWN');
	expect(choiceOf(search)).toEqual({ keep: 'LEVELS', meeting: 'ADD', take: ['CURVE', 'COOLDOWN'] });
});

test('what makes no sense is the default', () => {
	const search = new URLSearchParams('keep=GOLD&take=ALL');
	expect(choiceOf(search)).toEqual({ keep: 'XP', meeting: 'LARGER', take: [] });
});
