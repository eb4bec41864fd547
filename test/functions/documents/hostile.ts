/** Texts that would be markup, script or more headers wherever they were not taken as text. */
export const hostileTexts = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' autofocus onfocus='alert(1)",
	'` onmouseover=alert(1) `',
	'</title></style></textarea><svg onload=alert(1)>',
	'<!--<a href="javascript:alert(1)">',
	'{{constructor.constructor("alert(1)")()}}',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: somebody else's template
	'${alert(1)}',
	'&lt;b&gt;&#60;i&#62;',
	'<a href="https://evil.example">pay here</a>',
] as const;

/** The tags of a page, with the names of their attributes; read loosely, as browsers do. */
export const elementsOf = (html: string): readonly {readonly name: string; readonly attributes: readonly string[]}[] =>
	[...html.matchAll(/<([a-zA-Z!/][^\s>]*)([^>]*)>/g)].map(([, name = '', rest = '']) => ({
		name: name.toLowerCase(),
		attributes: [...rest.replace(/"[^"]*"/g, '').matchAll(/[^\s=/]+/g)].map(([attribute]) => attribute.toLowerCase()),
	}));

/** How often each element with its attributes occurs, in a fixed order. */
export const shapeOf = (html: string): readonly string[] =>
	elementsOf(html).map(({name, attributes}) => `${name} ${attributes.join(' ')}`);
