import {Fragment, type ReactNode} from 'react';

/**
 * A text with fields in it: each `{name}` becomes what `of` says, in the order of the language. A field stays the same one
 * when the text around it becomes another: whoever is in it stays there.
 */
export const Slots = ({text, of}: {text: string; of: {readonly [name: string]: ReactNode}}) => (
	<>
		{text.split(/(\{\w+\})/).map((part, index) => {
			const name = /^\{(\w+)\}$/.exec(part)?.[1];
			return <Fragment key={name ?? index}>{name === undefined ? part : of[name]}</Fragment>;
		})}
	</>
);
