import { expect, test } from 'vitest';
import { pieces } from './markup.ts';

const text = (words: string) => ({ kind: 'text', text: words });

test.each([
	['', []],
	['plain', [text('plain')]],
	['<@7> earned it', [{ kind: 'mention', text: '7' }, text(' earned it')]],
	['a **level 2**.', [text('a '), { kind: 'bold', text: 'level 2' }, text('.')]],
	['\\*\\*loud\\*\\* and \\_quiet\\_', [text('**loud** and _quiet_')]],
	['**a \\* b**', [{ kind: 'bold', text: 'a * b' }]],
	['C:\\new', [text('C:\\new')]],
	['<script>', [text('<script>')]]
])('%j', (markup, expected) => {
	expect(pieces(markup)).toEqual(expected);
});
