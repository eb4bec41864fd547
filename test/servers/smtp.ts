import type {AddressInfo} from 'node:net';
import {type ParsedMail, simpleParser} from 'mailparser';
import {SMTPServer} from 'smtp-server';

export type Received = {
	readonly from: string;
	readonly to: readonly string[];
	readonly raw: string;
	readonly mail: ParsedMail;
};
export type SmtpOptions = {
	readonly login?: {readonly user: string; readonly pass: string};
	/** The answer to MAIL FROM, RCPT TO (by address) or the text, instead of 250. */
	readonly answers?: {
		readonly from?: number;
		readonly to?: {readonly [address: string]: number};
		readonly text?: number;
	};
	/** Accepts connections and never says a word. */
	readonly silent?: boolean;
};

/** An SMTP server on a free port of this machine that keeps what it took. */
export const startSmtp = async ({login, answers = {}, silent = false}: SmtpOptions = {}) => {
	const received: Received[] = [];
	const server = new SMTPServer({
		disabledCommands: login ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
		authOptional: login === undefined,
		allowInsecureAuth: true,
		logger: false,
		onConnect: (_session, done) => (silent ? undefined : done()),
		onAuth: ({username, password}, _session, done) =>
			username === login?.user && password === login?.pass ? done(null, {user: username}) : done(refusal(535)),
		onMailFrom: (_address, _session, done) => done(refusal(answers.from)),
		onRcptTo: ({address}, _session, done) => done(refusal(answers.to?.[address])),
		onData: (stream, session, done) => {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', async () => {
				if (answers.text !== undefined) return done(refusal(answers.text));
				const raw = Buffer.concat(chunks);
				const {mailFrom, rcptTo} = session.envelope;
				const from = mailFrom === false ? '' : mailFrom.address;
				received.push({
					from,
					to: rcptTo.map(({address}) => address),
					raw: raw.toString('latin1'),
					mail: await simpleParser(raw),
				});
				return done();
			});
		},
	});
	server.on('error', () => undefined);
	await new Promise<void>((settle) => void server.listen(0, '127.0.0.1', settle));
	const {port} = server.server.address() as AddressInfo;
	return {port, received, stop: () => new Promise<void>((settle) => server.close(settle))};
};

const refusal = (code: number | undefined): Error | null =>
	code === undefined ? null : Object.assign(new Error('5.1.1 a sentence with payer@example.com'), {responseCode: code});
