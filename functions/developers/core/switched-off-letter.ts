/** The mail that tells owners that one of their webhook endpoints was switched off. */
import type {Account} from '../../../schemas/account.ts';
import type {Instant} from '../../../schemas/basics.ts';
import type {SwitchedOff} from '../../../schemas/webhook.ts';
import {html} from '../../documents/core/html.ts';
import {wordsOf} from '../../documents/core/words.ts';
import {millisOf} from '../../kernel/calendar.ts';

export type SwitchedOffLetter = {readonly subject: string; readonly text: string; readonly html: string};
export type SwitchOff = SwitchedOff & {readonly endpointId: string; readonly publicUrl: string};

/**
 * In the account's language (German, else English) and zone. Says nothing that is secret: of the address not what
 * follows a question mark, where receivers like to have their passwords, and nothing of events or keys.
 */
export const switchedOffLetter = (
	{id, name, locale, timeZone}: Pick<Account, 'id' | 'name' | 'locale' | 'timeZone'>,
	off: SwitchOff,
): SwitchedOffLetter => {
	const {language} = wordsOf(locale);
	const texts = language === 'de' ? german : english;
	const time = clockFace(locale.startsWith(language) ? locale : 'en-GB', timeZone);
	const api = `${off.publicUrl}/api/v1/accounts/${id}/webhook-endpoints/${off.endpointId}`;
	const facts = [
		[texts.address, addressOf(off.url)],
		[texts.since, time(off.failingSince)],
		[texts.off, time(off.at)],
		[
			texts.answer,
			off.status === null ? (texts.silences[off.reason ?? ''] ?? texts.silence) : texts.status(off.status),
		],
	] as const;
	const on = `PATCH ${api} {"status": "enabled"}`;
	const again = `POST ${api}/deliveries/{delivery}/redeliver`;
	return {
		subject: texts.subject(new URL(off.url).host),
		text: [
			texts.hello,
			'',
			texts.lead(name),
			'',
			...facts.map(([label, value]) => `${label}: ${value}`),
			'',
			...[texts.whatNow, on, '', texts.missed, again, ''],
		].join('\n'),
		html: html`<!doctype html><html lang="${language}"><body style="font-family: system-ui, sans-serif; line-height: 1.5">
<p>${texts.hello}</p>
<p>${texts.lead(name)}</p>
<ul>${facts.map(([label, value]) => html`<li>${label}: <strong>${value}</strong></li>`)}</ul>
<p>${texts.whatNow}<br><code>${on}</code></p>
<p>${texts.missed}<br><code>${again}</code></p>
</body></html>
`.html,
	};
};

const addressOf = (url: string): string => {
	const {origin, pathname, search} = new URL(url);
	return `${origin}${pathname}${search === '' ? '' : '?…'}`;
};

const clockFace = (locale: string, timeZone: string): ((instant: Instant) => string) => {
	const day = {day: 'numeric', month: 'long', year: 'numeric'} as const;
	const hour = {hour: '2-digit', minute: '2-digit', timeZoneName: 'short'} as const;
	const format = new Intl.DateTimeFormat(locale, {...day, ...hour, timeZone, calendar: 'gregory'});
	return (instant) => format.format(millisOf(instant));
};

type Texts = {
	readonly subject: (host: string) => string;
	readonly hello: string;
	readonly lead: (business: string) => string;
	readonly address: string;
	readonly since: string;
	readonly off: string;
	readonly answer: string;
	readonly status: (status: number) => string;
	/** By reason (functions/adapters/outbound.ts). */
	readonly silences: {readonly [reason: string]: string};
	readonly silence: string;
	readonly whatNow: string;
	readonly missed: string;
};

const english: Texts = {
	subject: (host) => `Webhooks to ${host} are switched off`,
	hello: 'Hello,',
	lead: (business) =>
		`For three days not one webhook of ${business} has arrived at the address below. We have therefore switched this endpoint off and send nothing there any more. Invoices and payments are not affected.`,
	address: 'Address',
	since: 'Failing since',
	off: 'Switched off',
	answer: 'Last answer',
	status: (status) => `HTTP status ${status}`,
	silences: {
		timeout: 'none within ten seconds',
		host_not_found: 'none: nobody knows this host',
		econnrefused: 'none: the connection was refused',
	},
	silence: 'none: no connection came about',
	whatNow: 'When the address works again, switch the endpoint on with this call of the API:',
	missed: 'What it missed until it was switched off you can have sent once more:',
};

const german: Texts = {
	subject: (host) => `Webhooks an ${host} sind abgeschaltet`,
	hello: 'Guten Tag,',
	lead: (business) =>
		`seit drei Tagen ist kein Webhook von ${business} mehr unter der unten genannten Adresse angekommen. Wir haben diesen Endpunkt deshalb abgeschaltet und senden dorthin nichts mehr. Rechnungen und Zahlungen sind davon nicht betroffen.`,
	address: 'Adresse',
	since: 'Fehlgeschlagen seit',
	off: 'Abgeschaltet',
	answer: 'Letzte Antwort',
	status: (status) => `HTTP-Status ${status}`,
	silences: {
		timeout: 'keine innerhalb von zehn Sekunden',
		host_not_found: 'keine: diesen Rechnernamen kennt niemand',
		econnrefused: 'keine: die Verbindung wurde abgelehnt',
	},
	silence: 'keine: es kam keine Verbindung zustande',
	whatNow: 'Sobald die Adresse wieder erreichbar ist, schalten Sie den Endpunkt mit diesem Aufruf der API wieder ein:',
	missed: 'Was bis zum Abschalten nicht ankam, können Sie noch einmal senden lassen:',
};
