// The audits of GraphQL over HTTP that graphql-http ships, as one JSON line: [{id, name, status, reason}].
import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);
const results = await Promise.all(
	serverAudits({ url, fetchFn: fetch }).map(async (audit) => {
		const { status, reason } = await audit.fn();
		return { id: audit.id, name: audit.name, status, reason };
	})
);
console.log(JSON.stringify(results));
