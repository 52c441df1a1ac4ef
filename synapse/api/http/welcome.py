"""What a browser sees that opens the endpoint."""

HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Synapse: GraphQL API</title>
<style>
body { max-width: 42rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif;
  color: #1f2328; background: #fff }
pre { padding: 1rem; overflow-x: auto; background: #f3f4f6; border-radius: .5rem }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #16181d } pre { background: #24272e } }
</style>
<h1>Synapse's GraphQL API</h1>
<p>This address is for programs. Send a query by POST as JSON:</p>
<pre>curl -H 'Content-Type: application/json' \\
  -d '{"query": "{ guilds { name leaderboard(first: 3) { nodes { rank value member { displayName } } } } }"}' \\
  http://localhost:8000/graphql</pre>
<p>A query can also be the parameter <code>query</code> of a GET. Subscriptions come as server-sent events
(<code>Accept: text/event-stream</code>) or over a WebSocket with the subprotocol
<code>graphql-transport-ws</code>, at this same address.</p>
<p>The contract lies in the project's folder <code>schema/</code>; introspection tells the same.</p>
</html>
"""
