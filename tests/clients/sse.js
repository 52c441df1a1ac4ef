// graphql-sse in the "distinct connections" mode: a subscription's first states, then a query, as one JSON line.
import { createClient } from 'graphql-sse';

const [url, request, count] = process.argv.slice(2);
const client = createClient({ url, retryAttempts: 0, singleConnection: false });
const states = [];
for await (const state of client.iterate(JSON.parse(request))) {
	states.push(state);
	console.error(JSON.stringify(state));
	if (states.length === Number(count)) break;
}
const { value: query } = await client.iterate({ query: '{ guilds { name } }' }).next();
client.dispose();
console.log(JSON.stringify({ states, query }));
