/** No schema has a field that could hold a card number: cards are entered at the payment provider only. */
import type {Node} from 'oxc-parser';
import {type Findings, found} from './findings.ts';
import type {Module} from './modules.ts';
import {childrenOf} from './tree.ts';

/** Never, wherever it stands. */
const never =
	/^(pan|cvc|cvv|cvc2|cvv2|csc|cardnumber|ccnumber|cardno|creditcard|debitcard|securitycode|track[12]?|magstripe)$/;
/** Not where a card is described. */
const notOfCards = /^(number|digits|code|verification|account)$/;

export const checkCards = (modules: readonly Module[]): Findings => {
	const schemas = modules.filter(({path}) => path.startsWith('schemas/'));
	const fields = schemas.flatMap(({path, program}) => fieldsOf(program(), []).map((trail) => ({path, trail})));
	const problems = fields
		.filter(({path, trail}) => couldHoldCard(path, trail))
		.map(({path, trail}) => `${path}: ${trail.join('.')} could hold a card number`);
	return found(problems, `${fields.length} fields of schemas, none for a card number`);
};

/** `trail`: the names around a field, outermost first: `Card`, `number`. */
export const couldHoldCard = (path: string, trail: readonly string[]): boolean => {
	const name = plain(trail.at(-1) ?? '');
	const around = [path, ...trail.slice(0, -1)].some((each) => /card/i.test(each));
	return never.test(name) || (around && notOfCards.test(name)) || /card.*(number|digits)$/.test(name);
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const fieldsOf = (node: Node, trail: readonly string[]): readonly (readonly string[])[] => {
	const name = nameOf(node);
	const here = name === undefined ? trail : [...trail, name];
	const below = childrenOf(node).flatMap((child) => fieldsOf(child, here));
	return name !== undefined && node.type === 'Property' ? [here, ...below] : below;
};

const nameOf = (node: Node): string | undefined => {
	if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' ? node.id.name : undefined;
	if (node.type !== 'Property') return undefined;
	if (node.key.type === 'Identifier') return node.key.name;
	return node.key.type === 'Literal' ? String(node.key.value) : undefined;
};
