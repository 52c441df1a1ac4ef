// @urql/core: a query by POST and by GET, a mutation, and a subscription over server-sent events, as one JSON line.
import { Client, fetchExchange } from '@urql/core';
import { pipe, subscribe, take } from 'wonka';

const [url, request, count] = process.argv.slice(2);
const client = new Client({ url, exchanges: [fetchExchange], fetchSubscriptions: true, preferGetMethod: false });
const told = ({ data, error }) => ({ data, error: error?.message });
const query = '{ guilds { name } }';
const post = told(await client.query(query, {}));
const get = told(await client.query(query, {}, { preferGetMethod: true, requestPolicy: 'network-only' }));
const mutation = told(await client.mutation('mutation { thereIsNoSuchThing }', {}));
const states = [];
const { query: subscription, variables } = JSON.parse(request);
await pipe(
	client.subscription(subscription, variables),
	take(Number(count)),
	(source) =>
		new Promise((resolve) => {
			pipe(
				source,
				subscribe((state) => {
					states.push(told(state));
					console.error(JSON.stringify(told(state)));
					if (states.length === Number(count)) resolve();
				})
			);
		})
);
console.log(JSON.stringify({ post, get, mutation, states }));
process.exit(0);
