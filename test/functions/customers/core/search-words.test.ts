import test from 'ava';
import {wordsLookedFor, wordsToFindBy} from '../../../../functions/customers/core/search-words.ts';

const customer = {
	name: 'Bäckerei Müller-Lüdenscheidt',
	email: 'Info@Mueller.Example',
	contacts: [{name: 'Zoë Straße', email: 'zoe@mueller.example'}],
};
const isFound = (query: string): boolean => {
	const words = wordsLookedFor(query);
	return words.length > 0 && words.every((word) => wordsToFindBy(customer).includes(word));
};

for (const query of [
	'b',
	'bäck',
	'BACK',
	'Bäckerei',
	'müller',
	'muller',
	'lüd',
	'Müller Bäckerei',
	'info@mueller.example',
	'ZOE@mueller.example',
	'ludenscheidtXYZ',
])
	test(`found by: ${query}`, (t) => t.true(isFound(query)));
for (const query of ['', '  ', '!?', 'cker', 'mueller.example', 'info@mueller', 'Müller Meier', 'info'])
	test(`not found by: "${query}"`, (t) => t.false(isFound(query)));

test('a long name keeps its words whole before it keeps their beginnings; at most 40', (t) => {
	const name = Array.from({length: 20}, (_, nth) => `Wort${String.fromCharCode(97 + nth)}lang`).join(' ');
	const words = wordsToFindBy({name, email: null, contacts: []});
	t.is(words.length, 40);
	t.true(words.includes('name:worttlang'));
});
