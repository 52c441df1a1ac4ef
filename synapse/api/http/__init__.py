"""GraphQL over HTTP: requests in, media types and status codes out."""
