// graphql-ws: a subscription's first states, then a query over the same connection, as one JSON line.
import { createClient } from 'graphql-ws';

const [url, request, count] = process.argv.slice(2);
const client = createClient({ url: url.replace('http', 'ws'), retryAttempts: 0 });
const states = [];
for await (const state of client.iterate(JSON.parse(request))) {
	states.push(state);
	console.error(JSON.stringify(state));
	if (states.length === Number(count)) break;
}
const { value: query } = await client.iterate({ query: '{ guilds { name } }' }).next();
await client.dispose();
console.log(JSON.stringify({ states, query }));
