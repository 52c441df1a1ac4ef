/** A change as a person reads it; the server finds the words. */
export interface Told {
	/** The entry of the audit log. */
	id: string;
	/** What was done to what, such as "Zone “Lab”: changed". */
	headline: string;
	lines: Line[];
	at: string;
	by: { name: string; userId: string | null; avatarUrl: string | null };
	reason: string | null;
	/** The entry that undid this one. */
	revertedBy: string | null;
	/** Whether it can never be undone. */
	final: boolean;
	/** The entry that this one undid. */
	reverts: string | null;
}

/** One field of a change; null for a side where there was nothing. */
export interface Line {
	field: string;
	before: string | null;
	after: string | null;
}
