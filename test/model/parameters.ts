/** What the model is told, each with where it is from: measured by the bench, published, set by us, or plainly assumed. */
import {z} from 'zod';
import stored from './parameters.json' with {type: 'json'};

const Parameter = z
	.strictObject({
		value: z.number().positive(),
		unit: z.string().min(1),
		measured: z.string().optional(),
		published: z.string().startsWith('https://').optional(),
		ours: z.string().optional(),
		assumed: z.string().optional(),
	})
	.refine(({measured, published, ours, assumed}) => [measured, published, ours, assumed].filter(Boolean).length === 1);

export type Name = keyof typeof stored;
export type Parameters = {readonly [name in Name]: number};
export type Source = z.infer<typeof Parameter>;

export const sources = z.record(z.string(), Parameter).parse(stored);

const isName = (name: string): name is Name => name in stored;

/** The parameters with some of them set otherwise: `{mostInstances: 1000}`. Throws on a name that there is not. */
export const parametersWith = (changes: {readonly [name: string]: number} = {}): Parameters => {
	const unknown = Object.keys(changes).filter((name) => !isName(name));
	if (unknown.length > 0) throw new Error(`no parameters: ${unknown.join(', ')}`);
	const values = Object.entries(stored).map(([name, {value}]) => [name, changes[name] ?? value]);
	return Object.fromEntries(values) as Parameters;
};
