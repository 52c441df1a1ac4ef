// Follow a leaderboard with graphql-ws: npm install graphql-ws graphql; node live.ts GUILD [STATES]
import { createClient } from 'graphql-ws';

type Entry = { rank: number; value: number; member: { displayName: string } };
type Changed = { leaderboardChanged: { nodes: Entry[] } };

const api = process.env.SYNAPSE_API ?? 'http://localhost:8000/graphql';
const token = process.env.SYNAPSE_TOKEN;
const [guild, states = 'Infinity'] = process.argv.slice(2);

const client = createClient({
	url: api.replace(/^http/, 'ws'),
	connectionParams: token ? { Authorization: `Bearer ${token}` } : undefined
});

// Each state is whole, so nothing is lost when the connection was: the client connects again by itself.
let seen = 0;
for await (const { data, errors } of client.iterate<Changed>({
	query: `subscription ($guild: Snowflake!) {
		leaderboardChanged(guildId: $guild, first: 3) { nodes { rank value member { displayName } } }
	}`,
	variables: { guild }
})) {
	if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
	for (const { rank, value, member } of data!.leaderboardChanged.nodes)
		console.log(`${rank}. ${member.displayName} with ${value} XP`);
	if (++seen >= Number(states)) break;
}
await client.dispose();
