/** A piece of a text in Discord's markup. */
export interface Piece {
	kind: 'text' | 'bold' | 'mention';
	text: string;
}

const TOKENS =
	/\*\*(?<bold>(?:\\.|[^*])+)\*\*|<@!?(?<mention>\d+)>|\\(?<escaped>[^\p{L}\p{N}\s])/gu;

/** What Discord makes of the part of its markup that announcements use: bold, mentions and what is escaped. */
export function pieces(text: string): Piece[] {
	const found: Piece[] = [];
	const add = (kind: Piece['kind'], words: string) => {
		const last = found.at(-1);
		if (kind === 'text' && last?.kind === 'text') last.text += words;
		else if (words) found.push({ kind, text: words });
	};
	let at = 0;
	for (const match of text.matchAll(TOKENS)) {
		add('text', text.slice(at, match.index));
		at = match.index + match[0].length;
		const { bold, mention, escaped } = match.groups ?? {};
		if (bold !== undefined) add('bold', bold.replace(/\\([^\p{L}\p{N}\s])/gu, '$1'));
		else if (mention !== undefined) add('mention', mention);
		else add('text', escaped ?? '');
	}
	add('text', text.slice(at));
	return found;
}
