import type {Role} from '../../../schemas/basics.ts';

export type InvitationLetter = {readonly subject: string; readonly text: string; readonly html: string};

/** The mail that invites somebody to an account. `url` carries the secret of the invitation. */
export const invitationLetter = (business: string, role: Role, url: string): InvitationLetter => ({
	subject: `You are invited to ${business}`,
	text: [
		`${business} invites you to work with its invoices as ${role}.`,
		'',
		`Accept here: ${url}`,
		'',
		'The link works once and for 14 days. If you did not expect this mail, you need not do anything.',
	].join('\n'),
	html: [
		'<!doctype html><html lang="en"><body style="font-family: system-ui, sans-serif; line-height: 1.5">',
		`<p><strong>${escaped(business)}</strong> invites you to work with its invoices as ${role}.</p>`,
		`<p><a href="${escaped(url)}">Accept the invitation</a></p>`,
		'<p>The link works once and for 14 days. If you did not expect this mail, you need not do anything.</p>',
		'</body></html>',
	].join('\n'),
});

const entities: {readonly [letter: string]: string} = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
