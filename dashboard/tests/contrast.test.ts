import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * The contrasts that axe cannot judge, because rows of the leaderboard lie on drawn bars.
 *
 * Formulas: WCAG 2.2, relative luminance and contrast ratio.
 */
type Colour = [number, number, number];

const css = readFileSync(new URL('../src/app.css', import.meta.url), 'utf8');
const definition = /--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
const looks = { light: new Map<string, Colour>(), dark: new Map<string, Colour>() };
for (const [, name, light, dark] of css.matchAll(definition)) {
	looks.light.set(name!, parse(light!));
	looks.dark.set(name!, parse(dark!));
}

function parse(hex: string): Colour {
	return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Colour;
}

function mixed(share: number, colour: Colour, ground: Colour): Colour {
	return ground.map((part, index) => part + share * (colour[index]! - part)) as Colour;
}

function luminance(colour: Colour): number {
	const [red, green, blue] = colour.map((part) => {
		const share = part / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as Colour;
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
	const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (high + 0.05) / (low + 0.05);
}

test.each(['light', 'dark'] as const)('everything written can be read, %s', (look) => {
	const of = (name: string) => looks[look].get(name)!;
	const texts = ['ink', 'soft', 'xp', 'stars', 'gold', 'leaf', 'sky', 'danger'];
	for (const text of texts) {
		expect(contrast(of(text), of('paper')), `${text} on paper`).toBeGreaterThanOrEqual(4.5);
		expect(contrast(of(text), of('shade')), `${text} on shade`).toBeGreaterThanOrEqual(4.5);
	}
});

test.each(['light', 'dark'] as const)('the edges of controls can be seen, %s', (look) => {
	const of = (name: string) => looks[look].get(name)!;
	for (const ground of ['paper', 'shade']) {
		expect(contrast(of('edge'), of(ground)), `edge on ${ground}`).toBeGreaterThanOrEqual(3);
	}
});

test.each(['light', 'dark'] as const)('so can the leaderboard on its bars, %s', (look) => {
	const of = (name: string) => looks[look].get(name)!;
	for (const accent of ['xp', 'stars', 'gold']) {
		const bar = mixed(0.11, of(accent), of('paper'));
		for (const text of ['ink', 'soft', 'leaf', accent]) {
			expect(contrast(of(text), bar), `${text} on ${accent}’s bar`).toBeGreaterThanOrEqual(4.5);
		}
	}
});
