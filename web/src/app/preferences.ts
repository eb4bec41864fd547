import {useSyncExternalStore} from 'react';
import {observable} from '../auth/auth.ts';

/** What a person chose for this browser. Nothing here leaves it. */
export type Preferences = {
	readonly theme: 'system' | 'light' | 'dark';
	readonly language: 'system' | 'en' | 'de';
	readonly singleKeys: boolean;
	readonly railCollapsed: boolean;
	readonly lastAccount: string | null;
};

const place = 'im.preferences';
const defaults: Preferences = {
	theme: 'system',
	language: 'system',
	singleKeys: true,
	railCollapsed: false,
	lastAccount: null,
};

const read = (): Preferences => {
	try {
		return {...defaults, ...JSON.parse(localStorage.getItem(place) ?? '{}')};
	} catch {
		return defaults;
	}
};

const chosen = observable<Preferences>(read());

export const preferences = chosen.get;

export const prefer = (change: Partial<Preferences>): void => {
	const next = {...chosen.get(), ...change};
	localStorage.setItem(place, JSON.stringify(next));
	chosen.set(next);
};

export const usePreferences = (): Preferences => useSyncExternalStore(chosen.subscribe, chosen.get);
