import {createHash} from 'node:crypto';
import {createTransport} from 'nodemailer';
import {invariant} from '../kernel/invariant.ts';
import {Outage} from '../kernel/outage.ts';
import type {Letter, Mail} from '../world.ts';

export type SmtpSettings = {
	readonly host: string;
	readonly port: number;
	/** `tls`: from the first byte (port 465). `starttls`: demanded before anything is said (587). `none`: this machine only. */
	readonly encryption: 'tls' | 'starttls' | 'none';
	readonly login?: {readonly user: string; readonly pass: string};
	/** The one address all our mail comes from; its domain signs (DKIM, SPF) and stands in the Message-ID. */
	readonly fromAddress: string;
	readonly timeoutMs?: number;
};

/**
 * Mail over SMTP. One connection a mail. When some of several recipients are refused, the mail counts as accepted:
 * sending it again would reach the others twice. Only a permanent refusal of all recipients or of the text is `refused`;
 * what concerns ourselves (login, sender, greeting) is an outage.
 */
export const smtpMail = (settings: SmtpSettings): Mail => {
	const {host, port, encryption, login, fromAddress, timeoutMs = 20_000} = settings;
	const transport = createTransport({
		host,
		port,
		secure: encryption === 'tls',
		requireTLS: encryption === 'starttls',
		ignoreTLS: encryption === 'none',
		...(login ? {auth: login} : {}),
		connectionTimeout: timeoutMs,
		greetingTimeout: timeoutMs,
		socketTimeout: timeoutMs,
		dnsTimeout: timeoutMs,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return {
		send: async (letter) => {
			const message = toMessage(letter, fromAddress);
			try {
				await transport.sendMail(message);
				return {outcome: 'accepted'};
			} catch (error) {
				const refusal = permanentRefusal(error);
				if (refusal !== undefined) return {outcome: 'refused', reason: refusal};
				throw new Outage(`smtp: ${text(error, 'code') ?? 'failed'} at ${text(error, 'command') ?? 'connecting'}`);
			}
		},
	};
};

/** The same key gives the same Message-ID, at any time and on any machine. */
export const messageId = (key: string, fromAddress: string): string => {
	const domain = fromAddress.slice(fromAddress.lastIndexOf('@') + 1);
	return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
};

const toMessage = (letter: Letter, fromAddress: string) => {
	invariant(letter.to.length > 0, 'a letter has a recipient');
	return {
		messageId: messageId(letter.key, fromAddress),
		from: {name: oneLine(letter.from.name), address: oneLine(fromAddress)},
		...(letter.replyTo === null ? {} : {replyTo: mailbox(letter.replyTo)}),
		to: letter.to.map(mailbox),
		cc: letter.cc.map(mailbox),
		subject: oneLine(letter.subject),
		text: letter.text,
		html: letter.html,
		attachments: letter.attachments.map(({name, type, bytes}) => ({
			filename: oneLine(name),
			contentType: oneLine(type),
			content: Buffer.from(bytes),
		})),
		disableFileAccess: true,
		disableUrlAccess: true,
	};
};

/** An object, because nodemailer reads a text as a list of addresses. */
const mailbox = (address: string) => {
	invariant(/^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/u.test(address), 'a mail address is one plain address');
	return {name: '', address: oneLine(address)};
};

/** Nothing that ends a header: the library is not enough (nodemailer CVE-2021-23400). */
const oneLine = (value: string): string => {
	invariant(!/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value), 'a mail header has no control characters');
	return value;
};

/** Of the answers 5xx only those that concern recipients or text; the enhanced status, never the server's sentence. */
const permanentRefusal = (error: unknown): string | undefined => {
	const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
	const command = text(error, 'command');
	if (status < 500 || status > 599 || (command !== 'RCPT TO' && command !== 'DATA')) return undefined;
	const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(text(error, 'response') ?? '')?.[0];
	return enhanced === undefined ? String(status) : `${status} ${enhanced}`;
};

const text = (error: unknown, field: 'code' | 'command' | 'response'): string | undefined => {
	const value = error instanceof Error ? Object.entries(error).find(([name]) => name === field)?.[1] : undefined;
	return typeof value === 'string' ? value : undefined;
};
