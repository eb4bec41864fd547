/** What a customer can be found by: beginnings of the words of names, and exact mail addresses. Hashed before it is stored. */

const maxTokens = 40;
const maxMails = 6;
const longestPrefix = 10;
const maxQueryWords = 5;

export type Searchable = {
	readonly name: string;
	readonly email?: string | null | undefined;
	readonly contacts: readonly {readonly name?: string | null | undefined; readonly email: string}[];
};

/** At most 40 words, the most telling first: mail addresses, then each word of a name whole (cut at 10 letters), then its beginnings. */
export const wordsToFindBy = ({name, email, contacts}: Searchable): readonly string[] => {
	const mails = [...(email ? [email] : []), ...contacts.map((contact) => contact.email)];
	const names = [name, ...contacts.map((contact) => contact.name ?? '')].flatMap(wordsOf);
	const whole = names.map((word) => cut(word));
	const beginnings = whole.flatMap((word) => {
		const letters = [...word];
		return letters.slice(0, -1).map((_, nth) => letters.slice(0, nth + 1).join(''));
	});
	const mailWords = [...new Set(mails.map(mailWord))].slice(0, maxMails);
	return [...new Set([...mailWords, ...whole.map(nameWord), ...beginnings.map(nameWord)])].slice(0, maxTokens);
};

/** What to look for: each of these must be among a customer's words. Empty when there is nothing to look for. */
export const wordsLookedFor = (query: string): readonly string[] => {
	const parts = query
		.trim()
		.split(/\s+/)
		.filter((part) => part !== '');
	const words = parts.flatMap((part) =>
		part.includes('@') ? [mailWord(part)] : wordsOf(part).map((word) => nameWord(cut(word))),
	);
	return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, maxQueryWords);
};

const cut = (word: string): string => [...word].slice(0, longestPrefix).join('');
const mailWord = (email: string): string => `mail:${email.toLowerCase()}`;
const nameWord = (word: string): string => `name:${word}`;

/** Without accents and case: `Müller-Lüdenscheidt` is found by `muller`. */
const wordsOf = (text: string): readonly string[] =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
