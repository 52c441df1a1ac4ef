import type { RequestHandler } from './$types';

/** Whether this process answers; it says nothing about the API. */
export const GET: RequestHandler = () => Response.json({ status: 'ok' });
