import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

const BUILD = new URL('../../build/index.js', import.meta.url).pathname;

/** The built dashboard as a process of its own, in front of an API. */
export class BuiltDashboard {
	origin = '';
	#process: ChildProcess | undefined;

	/** Starts it and waits until it listens; `environment` comes on top of what it needs. */
	async start(api: string, environment: Record<string, string> = {}): Promise<this> {
		const port = await freePort();
		this.origin = `http://127.0.0.1:${port}`;
		const own = { HOST: '127.0.0.1', PORT: String(port), ORIGIN: this.origin };
		this.#process = spawn(process.execPath, [BUILD], {
			env: { ...own, API_URL: `${api}/graphql`, IMAGE_ORIGINS: api, ...environment },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		await this.#listening(this.#process);
		return this;
	}

	/** Asks it to stop as a supervisor would, and waits until it did; returns the exit code. */
	async stop(): Promise<number | null> {
		const running = this.#process;
		if (!running || running.exitCode !== null) return running?.exitCode ?? null;
		const ended = new Promise<number | null>((done) => running.once('exit', done));
		running.kill('SIGTERM');
		return ended;
	}

	get(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return fetch(this.origin + path, { headers });
	}

	async #listening(running: ChildProcess): Promise<void> {
		const lines = createInterface({ input: running.stdout! });
		for await (const line of lines) if (line.startsWith('Listening')) return;
		throw new Error('The dashboard ended before it listened. Was it built? Run `npm run build`.');
	}
}

/** A port that nobody uses at the moment. */
async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}
