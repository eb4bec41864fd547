import type {AddressInfo} from 'node:net';
import {type AddressObject, simpleParser} from 'mailparser';
import {SMTPServer, type SMTPServerDataStream, type SMTPServerSession} from 'smtp-server';
import type {Instant} from '../../schemas/basics.ts';
import type {IncomingMail, Mailbox} from './mailbox.ts';

const mostBytes = 40 * 1024 * 1024;

/** Takes mail over SMTP on the loopback interface into the mailbox; accepted means kept. Nothing leaves this machine. */
export const startSmtpServer = async (
	mailbox: Mailbox,
	now: () => Instant,
): Promise<{readonly port: number; stop(): Promise<void>}> => {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		size: mostBytes,
		closeTimeout: 1000,
		onData: (stream, session, done) => {
			receive(stream, session).then(
				(mail) => {
					mailbox.take(mail, now());
					done();
				},
				(error: unknown) => done(error instanceof Error ? error : new Error('unreadable')),
			);
		},
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve());
	});
	server.on('error', () => undefined);
	return {
		port: (server.server.address() as AddressInfo).port,
		stop: () => new Promise((resolve) => server.close(() => resolve())),
	};
};

const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<IncomingMail> => {
	const mail = await simpleParser(stream, {skipImageLinks: true, skipTextToHtml: true, skipHtmlToText: true});
	return {
		messageId: mail.messageId ?? `<${session.id}@nowhere>`,
		from: mail.from?.text ?? '',
		to: addresses(mail.to),
		cc: addresses(mail.cc),
		recipients: session.envelope.rcptTo.map(({address}) => address),
		subject: mail.subject ?? '',
		text: mail.text ?? '',
		html: typeof mail.html === 'string' ? mail.html : '',
		attachments: mail.attachments.map(({filename, contentType, content}) => ({
			name: filename ?? 'attachment',
			type: contentType,
			bytes: content,
		})),
	};
};

const addresses = (field: AddressObject | AddressObject[] | undefined): readonly string[] =>
	[field ?? []].flat().flatMap(({value}) => value.flatMap(({address}) => address ?? []));
