import {Fragment, type ReactNode} from 'react';

/** A text with fields in it: each `{name}` becomes what `of` says, in the order of the language. */
export const Slots = ({text, of}: {text: string; of: {readonly [name: string]: ReactNode}}) => (
	<>
		{text.split(/(\{\w+\})/).map((part, index) => {
			const name = /^\{(\w+)\}$/.exec(part)?.[1];
			// biome-ignore lint/suspicious/noArrayIndexKey: parts are places in the sentence
			return <Fragment key={index}>{name === undefined ? part : of[name]}</Fragment>;
		})}
	</>
);
