import {createContext, useContext} from 'react';
import type {TextKey} from '../../../text/catalogue.ts';
import {useText} from '../../../text/text.tsx';
import type {Fault} from './bill-input.ts';

/** What stands in the way, once one tried to go on: not while one is still typing. */
export const FaultsContext = createContext<readonly Fault[]>([]);

/** The words for what is wrong at a place; undefined when nothing is. */
export const useFault = () => {
	const faults = useContext(FaultsContext);
	const {t} = useText();
	return (at: string, missing: TextKey = 'fault.missing'): string | undefined => {
		const fault = faults.find((one) => one.at === at);
		if (fault === undefined) return undefined;
		return t(fault.what === 'missing' ? missing : 'fault.unreadable');
	};
};
