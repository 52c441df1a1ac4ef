import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, parse, validate, type DocumentNode } from 'graphql';
import { found, foundEmpty, levelEntry, type Club } from './club.ts';
import { contract, queries, subscriptionState } from './resolvers.ts';

/** How the API behaves: as it should, or in one of the ways in which it can fail. */
export type Mode = 'ok' | 'down' | 'slow' | 'limited' | 'broken' | 'empty' | 'no-guild';

interface Question {
	query: string;
	variables: Record<string, unknown>;
}

/**
 * Stands in for the API in the dashboard's tests: executes documents against the contract's schema with a
 * made-up club, also as GraphQL over SSE, and misbehaves when told to.
 */
export class FixtureApi {
	mode: Mode = 'ok';
	/** For whom the last question was asked. */
	askedFor: string | undefined;
	club!: Club;
	readonly #schema = contract();
	readonly #followers = new Set<() => void>();
	readonly #streams = new Set<ServerResponse>();
	readonly #server: Server = createServer((request, response) => {
		this.#answer(request, response).catch((error: unknown) => {
			response.writeHead(400).end(String(error));
		});
	});
	#empty!: Club;

	get origin(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async start(port = 0): Promise<this> {
		await new Promise<void>((done) => this.#server.listen(port, '127.0.0.1', done));
		this.club = found(this.origin, Date.now());
		this.#empty = foundEmpty(this.origin, Date.now());
		return this;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((done) => this.#server.close(done));
	}

	/** Gives a member XP as if they had just written something, and tells all who follow. */
	earn(place: number, xp: number): void {
		const person = this.club.people[place]!;
		for (const tally of [person.week, person.season, person.lifetime]) {
			tally.xp += xp;
			tally.messages += 1;
		}
		this.club.pulse.xpToday += xp;
		this.club.pulse.messagesToday += 1;
		this.#tell();
	}

	/** Puts a level-up in front of the feed, and tells all who follow. */
	celebrate(place: number, level: number): void {
		const person = this.club.people[place]!;
		this.club.feed.unshift(levelEntry(person, level, new Date().toISOString()));
		this.#tell();
	}

	#tell(): void {
		for (const follower of this.#followers) follower();
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = request.url ?? '/';
		if (path.startsWith('/avatars/')) {
			picture(path, response);
			return;
		}
		if (path.startsWith('/pictures/')) {
			card(path, this.club, response);
			return;
		}
		const body = await read(request);
		if (path === '/_control') {
			this.#control(body, response);
			return;
		}
		if (this.mode === 'down') return void request.socket.destroy();
		if (this.mode === 'slow') return;
		if (this.mode === 'limited') return void response.writeHead(429, { 'retry-after': '12' }).end();
		this.askedFor = request.headers['x-forwarded-for']?.toString();
		const question = request.method === 'GET' ? known(path) : (JSON.parse(body) as Question);
		if (!question) return void response.writeHead(404).end();
		const streams = request.headers.accept?.includes('text/event-stream');
		await (streams ? this.#follow(question, response) : this.#ask(question, response));
	}

	#control(body: string, response: ServerResponse): void {
		const order = JSON.parse(body) as {
			mode?: Mode;
			earn?: [number, number];
			celebrate?: [number, number];
			drop?: boolean;
		};
		if (order.mode) this.mode = order.mode;
		if (order.earn) this.earn(...order.earn);
		if (order.celebrate) this.celebrate(...order.celebrate);
		if (order.drop) for (const stream of this.#streams) stream.destroy();
		response.writeHead(204).end();
	}

	async #ask({ query, variables }: Question, response: ServerResponse): Promise<void> {
		const document = this.#read(query);
		const rootValue = queries(this.#shown());
		const result =
			this.mode === 'broken'
				? { errors: [{ message: 'Broken.', extensions: { code: 'INTERNAL' } }] }
				: await execute({ schema: this.#schema, document, rootValue, variableValues: variables });
		response.writeHead(200, { 'content-type': 'application/graphql-response+json' });
		response.end(JSON.stringify(result));
	}

	async #follow({ query, variables }: Question, response: ServerResponse): Promise<void> {
		const document = this.#read(query);
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		const send = async () => {
			const result = await execute({
				schema: this.#schema,
				document,
				rootValue: subscriptionState(this.#shown() ?? this.#empty),
				variableValues: variables
			});
			response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
		};
		const follower = () => void send();
		this.#followers.add(follower);
		this.#streams.add(response);
		response.on('close', () => {
			this.#followers.delete(follower);
			this.#streams.delete(response);
		});
		await send();
	}

	#shown(): Club | null {
		if (this.mode === 'no-guild') return null;
		return this.mode === 'empty' ? this.#empty : this.club;
	}

	#read(query: string): DocumentNode {
		const document = parse(query);
		const [problem] = validate(this.#schema, document);
		if (problem) throw problem;
		return document;
	}
}

const DOCUMENTS = JSON.parse(
	readFileSync(new URL('../../persisted-documents.json', import.meta.url), 'utf8')
) as Record<string, string>;

/** The question that an address asks by a document's hash, null when nobody knows the document. */
function known(path: string): Question | null {
	const { searchParams } = new URL(path, 'http://local.invalid');
	const query = DOCUMENTS[searchParams.get('documentId') ?? ''];
	if (!query) return null;
	return {
		query,
		variables: JSON.parse(searchParams.get('variables') ?? '{}') as Question['variables']
	};
}

async function read(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
	return body;
}

/** A picture with colours of its own for every number. */
function picture(path: string, response: ServerResponse): void {
	const hue = (Number.parseInt(path.slice('/avatars/'.length), 10) * 47) % 360;
	if (hue % 5 === 4) return void response.writeHead(404).end();
	response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=600' });
	response.end(
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue} 45% 62%)"/>` +
			`<circle cx="${18 + (hue % 29)}" cy="40" r="26" fill="hsl(${(hue + 50) % 360} 55% 44%)"/>` +
			`<circle cx="44" cy="${14 + (hue % 23)}" r="11" fill="hsl(${(hue + 180) % 360} 60% 78%)"/></svg>`
	);
}

/** What stands for a drawn card: its own address, for members that there are. */
function card(path: string, club: Club, response: ServerResponse): void {
	const user = /\/members\/(\d+)\.png/.exec(path)?.[1];
	const there = !user || club.people.some(({ userId }) => userId === user);
	if (!there) return void response.writeHead(404).end();
	response.writeHead(200, { 'content-type': 'image/png' }).end(path);
}
