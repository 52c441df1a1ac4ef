"""The head of each community's leaderboard, with the Python client gql: pip install 'gql[aiohttp]'."""

import asyncio
import os

from gql import Client, gql
from gql.transport.aiohttp import AIOHTTPTransport

API = os.environ.get("SYNAPSE_API", "http://localhost:8000/graphql")
TOKEN = os.environ.get("SYNAPSE_TOKEN")
QUERY = gql("""
query Head($first: Int!) {
  guilds { name leaderboard(by: XP, span: SEASON, first: $first) { nodes { rank value member { displayName } } } }
}
""")


async def main() -> None:
    """Ask and print."""
    headers = {"Authorization": f"Bearer {TOKEN}"} if TOKEN else {}
    QUERY.variable_values = {"first": 5}
    async with Client(transport=AIOHTTPTransport(API, headers=headers), fetch_schema_from_transport=True) as session:
        answer = await session.execute(QUERY)
    for guild in answer["guilds"]:
        print(guild["name"])
        for entry in guild["leaderboard"]["nodes"]:
            print(f"  {entry['rank']:>3}. {entry['member']['displayName']} with {entry['value']} XP")


asyncio.run(main())
