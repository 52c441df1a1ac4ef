import { defineEnvVars } from '@sveltejs/kit/env';
import { flag, httpUrl, imageOrigins, origin, port, snowflake } from '#lib/settings.ts';

/** What the environment may say. A value that cannot be right stops the server before it listens. */
export const variables = defineEnvVars({
	API_URL: {
		schema: (value) => httpUrl('API_URL', value ?? 'http://127.0.0.1:8000/graphql'),
		description: 'Address of the GraphQL API.'
	},
	PUBLIC_API_URL: {
		schema: (value) => (value ? httpUrl('PUBLIC_API_URL', value) : undefined),
		description: 'Where others find the API, for the page for developers; API_URL when absent.'
	},
	GUILD_ID: {
		schema: (value) => snowflake('GUILD_ID', value),
		description: 'Discord id of the guild to show; the first one that the API serves when absent.'
	},
	ORIGIN: {
		schema: (value) => origin('ORIGIN', value),
		description:
			'Where browsers find the dashboard, such as https://club.example; for link previews.'
	},
	IMAGE_ORIGINS: {
		schema: (value) => imageOrigins('IMAGE_ORIGINS', value),
		description: 'Origins that pictures may come from beside https, separated by blanks or commas.'
	},
	DESIGN: {
		schema: (value) => flag('DESIGN', value),
		description: 'Whether the page /design is shown outside of development; 1 for yes.'
	},
	PORT: {
		schema: (value) => port('PORT', value),
		description: 'Port to listen on; 3000 when absent.'
	}
});
