/** A time as a `datetime-local` input has it: `2026-05-01T18:30`. */
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/**
 * The instant that a clock on the wall of a time zone shows, as RFC 3339; null when it is no time.
 *
 * Of a time that a clock skips in spring, it is the one an hour later; of one that comes twice, the first.
 */
export function instantOf(local: string, zone: string): string | null {
	if (!LOCAL.test(local)) return null;
	const wall = Date.parse(`${local}Z`);
	if (Number.isNaN(wall)) return null;
	const first = wall - offsetAt(wall, zone);
	// The offset at the guess may not be the one at the instant itself.
	const found = wall - offsetAt(first, zone);
	return new Date(found).toISOString();
}

/** What a clock on the wall of a time zone shows at an instant, as a `datetime-local` input has it. */
export function localOf(iso: string, zone: string): string {
	const instant = Date.parse(iso);
	return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric'
	}).formatToParts(instant);
	const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const shown = Date.UTC(
		at('year'),
		at('month') - 1,
		at('day'),
		at('hour'),
		at('minute'),
		at('second')
	);
	return shown - Math.floor(instant / 1000) * 1000;
}
