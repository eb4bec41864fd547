/** A mail as text and as HTML: tables and inline styles, no picture, no request to anywhere; both say the same. */
import type {Seller} from '../../../schemas/parties.ts';
import {legalNameOf} from './address.ts';
import {html, lines} from './html.ts';
import type {MailText} from './letters.ts';
import type {Words} from './words.ts';

export type Letter = {
	readonly mail: MailText;
	/** Whom it greets; null when nobody is known. */
	readonly greeted: string | null;
	/** What a person wrote instead of the usual words. */
	readonly message: string | null;
	readonly seller: Seller;
	readonly words: Words;
};

export type Body = {readonly text: string; readonly html: string};

export const letterBody = (letter: Letter): Body => ({text: plainText(letter), html: page(letter)});

const plainText = ({mail, greeted, message, seller, words}: Letter): string =>
	[
		...(message === null ? [words.mail.hello(greeted), '', ...spaced(mail.paragraphs)] : [message]),
		...(mail.action ? ['', `${mail.action.label}: ${mail.action.url}`] : []),
		...(message === null ? ['', words.mail.bye, seller.name] : []),
		'',
		'-- ',
		signature(seller),
		'',
	].join('\n');

const spaced = (paragraphs: readonly string[]): readonly string[] =>
	paragraphs.flatMap((paragraph, index) => (index === 0 ? [paragraph] : ['', paragraph]));

const signature = (seller: Seller): string =>
	[
		legalNameOf(seller),
		seller.address?.line1,
		[seller.address?.postalCode, seller.address?.city].filter(Boolean).join(' '),
	]
		.filter(Boolean)
		.join(', ');

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const ink = 'color:#14171f';
const grey = 'color:#5b6472';

const page = ({mail, greeted, message, seller, words}: Letter): string =>
	html`<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${mail.subject}</title></head>
<body style="margin:0;padding:0;background:#f5f6f8">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f5f6f8"><tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #e3e6eb;border-radius:10px">
<tr><td style="padding:28px 32px 8px;${font};${ink};font-size:17px;font-weight:600">${seller.name}</td></tr>
<tr><td style="padding:8px 32px;${font};${ink};font-size:15px;line-height:1.55">${
		message === null
			? [html`<p style="margin:0 0 14px">${words.mail.hello(greeted)}</p>`, ...mail.paragraphs.map(paragraph)]
			: html`<p style="margin:0 0 14px">${lines(message)}</p>`
	}</td></tr>
${
	mail.action &&
	html`<tr><td style="padding:8px 32px 4px"><a href="${mail.action.url}" style="display:inline-block;background:#14171f;color:#ffffff;${font};font-size:15px;font-weight:600;text-decoration:none;padding:12px 22px;border-radius:8px">${mail.action.label}</a></td></tr>
<tr><td style="padding:8px 32px;${font};${grey};font-size:12px;line-height:1.5;word-break:break-all">${words.mail.linkCaution} ${mail.action.url}</td></tr>`
}
${message === null && html`<tr><td style="padding:12px 32px;${font};${ink};font-size:15px;line-height:1.55">${words.mail.bye}<br>${seller.name}</td></tr>`}
<tr><td style="padding:16px 32px 26px;${font};${grey};font-size:12px;line-height:1.5">${signature(seller)}</td></tr>
</table></td></tr></table>
</body></html>
`.html;

const paragraph = (text: string) => html`<p style="margin:0 0 14px">${text}</p>`;
