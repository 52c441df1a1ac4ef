// GraphiQL in front of the endpoint that serves this page.
import { createClient } from 'graphql-sse';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { getOperationAST, parse } from 'graphql';
import { createRoot } from 'react-dom/client';
import { setNonce } from 'get-nonce';
import examples from 'examples';
import './page.css';

const url = new URL('/graphql', location.href).href;
const page = document.getElementById('graphiql');
setNonce(page.dataset.nonce);

// The headers that were filled in: an empty token is none.
function given(headers = {}) {
	return Object.fromEntries(Object.entries(headers).filter(([, value]) => value));
}

async function ask(parameters, headers) {
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			Accept: 'application/graphql-response+json',
			'Content-Type': 'application/json',
			...given(headers)
		},
		body: JSON.stringify(parameters)
	});
	return response.json();
}

function follow(parameters, headers) {
	return createClient({ url, headers: given(headers), retryAttempts: 0 }).iterate(parameters);
}

function isSubscription({ query, operationName }) {
	try {
		return getOperationAST(parse(query), operationName)?.operation === 'subscription';
	} catch {
		return false; // The server says what is wrong with it.
	}
}

const fetcher = (parameters, { headers } = {}) =>
	isSubscription(parameters) ? follow(parameters, headers) : ask(parameters, headers);

async function variables() {
	const { data } = await ask({
		query: '{ guilds { guildId leaderboard(first: 1) { nodes { member { userId } } } } }'
	});
	const guild = data?.guilds[0];
	const known = {
		guild: guild?.guildId ?? '',
		member: guild?.leaderboard.nodes[0]?.member.userId ?? ''
	};
	return (query) => {
		const used = Object.entries(known).filter(([name]) => query.includes(`$${name}:`));
		return used.length ? JSON.stringify(Object.fromEntries(used), null, 2) : undefined;
	};
}

const asked = new URLSearchParams(location.search);
const fill = await variables().catch(() => () => undefined);
const tabs = examples.map((query) => ({ query, variables: fill(query) }));
if (asked.has('query'))
	tabs.unshift({ query: asked.get('query'), variables: asked.get('variables') ?? undefined });

createRoot(page).render(
	<GraphiQL
		fetcher={fetcher}
		defaultTabs={tabs}
		defaultHeaders={'{\n  "Authorization": ""\n}'}
		shouldPersistHeaders={false}
		isHeadersEditorEnabled
	>
		<GraphiQL.Logo>
			<span className="synapse">Synapse API</span>
		</GraphiQL.Logo>
	</GraphiQL>
);
