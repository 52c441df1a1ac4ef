/** What an address has to tell, of a request or of the page that is shown. */
interface Place {
	pathname: string;
	searchParams: Iterable<[string, string]>;
}

/** The path of a page with its search, without the name of a form's action. */
export function pathOf(url: Place): string {
	const kept = Array.from(url.searchParams).filter(([name]) => !name.startsWith('/'));
	const search = new URLSearchParams(kept).toString();
	return search ? `${url.pathname}?${search}` : url.pathname;
}

/** Where to sign in, with the way back to a page. */
export function loginPath(back: string): `/auth/login?back=${string}` {
	return `/auth/login?back=${encodeURIComponent(back)}`;
}
