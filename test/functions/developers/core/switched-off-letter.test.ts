import test from 'ava';
import {type SwitchOff, switchedOffLetter} from '../../../../functions/developers/core/switched-off-letter.ts';

const off: SwitchOff = {
	url: 'https://shop.example/hooks/in?token=canary#here',
	failingSince: '2026-11-19T22:30:00.000Z',
	at: '2026-11-22T23:05:00.000Z',
	status: 503,
	reason: null,
	endpointId: 'whk_abcd',
	publicUrl: 'https://app.example',
};
const account = {id: 'acc_abcd', name: 'Tea & <b>Cake</b>', locale: 'en-GB', timeZone: 'Europe/Berlin'};

test('it says which address, since when in the account’s zone, the last answer, and how to switch it on again', (t) => {
	const {subject, text, html} = switchedOffLetter(account, off);
	t.is(subject, 'Webhooks to shop.example are switched off');
	for (const said of [
		'Address: https://shop.example/hooks/in?…',
		'Failing since: 19 November 2026 at 23:30 CET',
		'Switched off: 23 November 2026 at 00:05 CET',
		'Last answer: HTTP status 503',
		'PATCH https://app.example/api/v1/accounts/acc_abcd/webhook-endpoints/whk_abcd {"status": "enabled"}',
		'POST https://app.example/api/v1/accounts/acc_abcd/webhook-endpoints/whk_abcd/deliveries/{delivery}/redeliver',
	])
		t.true(text.includes(said), `${said}\n${text}`);
	t.true(html.includes('Tea &amp; &lt;b&gt;Cake'));
	t.false(`${subject}${text}${html}`.includes('canary'), 'what follows a question mark may be a password');
});

test('a German business reads German, every other English', (t) => {
	const german = switchedOffLetter({...account, locale: 'de-AT', timeZone: 'Europe/Vienna'}, off);
	t.is(german.subject, 'Webhooks an shop.example sind abgeschaltet');
	t.regex(german.text, /Fehlgeschlagen seit: 19\. November 2026 um 23:30 MEZ/);
	t.regex(german.html, /lang="de"/);
	const french = switchedOffLetter({...account, locale: 'fr-FR', timeZone: 'Europe/Paris'}, off);
	t.regex(french.text, /Failing since: 19 November 2026 at 23:30/);
});

test('no answer is told in words, whatever the reason', (t) => {
	const answerOf = (reason: string | null, locale = 'en-GB'): string | undefined =>
		/(?:answer|Antwort): (.*)/.exec(switchedOffLetter({...account, locale}, {...off, status: null, reason}).text)?.[1];
	t.is(answerOf('timeout'), 'none within ten seconds');
	t.is(answerOf('econnrefused'), 'none: the connection was refused');
	t.is(answerOf('host_not_found', 'de-DE'), 'keine: diesen Rechnernamen kennt niemand');
	t.is(answerOf('cert_has_expired'), 'none: no connection came about');
	t.is(answerOf(null, 'de-DE'), 'keine: es kam keine Verbindung zustande');
});
