import {type Node, visitorKeys} from 'oxc-parser';

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** The nodes directly below, in the order of the source. */
export const childrenOf = (node: Node): readonly Node[] => {
	const fields = new Map<string, unknown>(Object.entries(node));
	return (visitorKeys[node.type] ?? []).flatMap((key) => [fields.get(key)].flat().filter(isNode));
};
