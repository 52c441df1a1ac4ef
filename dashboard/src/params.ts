import { defineParams } from '@sveltejs/kit/params';

export const params = defineParams({
	/** A Discord id. */
	snowflake: (param) => (/^\d{1,20}$/.test(param) ? param : undefined)
});
