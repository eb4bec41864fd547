export type Yaml = string | number | boolean | readonly Yaml[] | {readonly [key: string]: Yaml};

/** YAML in blocks; texts and keys in quotes where they could be read as something else. Empty lists and maps are written `[]` and `{}`. */
export const yamlOf = (value: {readonly [key: string]: Yaml}): string => `${lines(value).join('\n')}\n`;

const lines = (value: Yaml): readonly string[] => {
	if (isList(value)) return value.map((each) => `- ${indented(each)}`);
	if (typeof value !== 'object') return [scalar(value)];
	return Object.entries(value).map(([key, each]) => `${scalar(key)}:${isBlock(each) ? '\n  ' : ' '}${indented(each)}`);
};

const indented = (value: Yaml): string =>
	isBlock(value) ? lines(value).join('\n').replaceAll('\n', '\n  ') : empty(value);

const empty = (value: Yaml): string => (typeof value !== 'object' ? scalar(value) : isList(value) ? '[]' : '{}');

const isBlock = (value: Yaml): boolean => typeof value === 'object' && Object.keys(value).length > 0;
const isList = (value: Yaml): value is readonly Yaml[] => Array.isArray(value);

const scalar = (value: string | number | boolean): string =>
	typeof value !== 'string' || /^[A-Za-z_][\w./-]*$/.test(value) ? String(value) : JSON.stringify(value);
