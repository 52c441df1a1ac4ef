#!/bin/sh
# Ask with curl: a query by POST, the same as a GET that may be remembered, and what is left to spend.
set -eu
API="${SYNAPSE_API:-http://localhost:8000/graphql}"

# A query is JSON in a POST.
curl --silent --show-error --fail "$API" \
  --header 'Content-Type: application/json' \
  --header 'Accept: application/graphql-response+json' \
  --data '{"query": "{ guilds { name leaderboard(first: 3) { nodes { rank value member { displayName } } } } }"}'
echo

# Or the parameter of a GET: the answer has an entity tag, and 304 says that it is still the same.
TAG=$(curl --silent --show-error --fail --get "$API" --data-urlencode 'query={ guilds { name } }' \
  --output /dev/null --dump-header - | tr -d '\r' | sed -n 's/^etag: //p')
curl --silent --show-error --get "$API" --data-urlencode 'query={ guilds { name } }' \
  --header "If-None-Match: $TAG" --output /dev/null --write-out '%{http_code}\n'

# What a question costs, and what is left.
curl --silent --show-error --fail "$API" --header 'Content-Type: application/json' \
  --data '{"query": "{ rateLimit { cost limit remaining resetAt } }"}'
echo
