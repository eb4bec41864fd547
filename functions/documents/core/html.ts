/** HTML that cannot hold anybody's markup: whatever is put in is text, unless it came out of here. */
export type Html = {readonly html: string};
type Part = Html | string | number | null | undefined | false | readonly (Html | string)[];

/** Escapes every value; lists are joined, absent ones vanish. Values stand in text or in quoted attributes only. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html => ({
	html: strings.reduce((all, text, index) => `${all}${text}${written(values[index])}`, ''),
});

const written = (value: Part): string => {
	if (value === null || value === undefined || value === false) return '';
	if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
	return 'html' in value ? value.html : value.map(written).join('');
};

const entities: {readonly [letter: string]: string} = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'`': '&#96;',
};

const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (letter) => entities[letter] ?? letter);

/** Text of several lines with its line breaks. */
export const lines = (text: string): Html => ({
	html: text
		.split(/\r\n|[\r\n]/)
		.map(escaped)
		.join('<br>'),
});
