import test from 'ava';
import {invitationLetter} from '../../../../functions/accounts/core/invitation-letter.ts';

test('the letter carries the link in both forms and no markup of others', (t) => {
	const letter = invitationLetter('<b>Evil & "Co"</b>', 'viewer', 'https://app.example/invitations/abc');
	t.true(letter.text.includes('https://app.example/invitations/abc'));
	t.true(letter.html.includes('href="https://app.example/invitations/abc"'));
	t.false(letter.html.includes('<b>'));
	t.true(letter.html.includes('&lt;b&gt;Evil &amp; &quot;Co&quot;'));
});
