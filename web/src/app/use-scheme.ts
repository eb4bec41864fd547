import {useMediaQuery} from '@mantine/hooks';
import type {Preferences} from './preferences.ts';

/** Light or dark: as chosen, or as the system has it. */
export const useScheme = (wanted: Preferences['theme']): 'light' | 'dark' => {
	const dark = useMediaQuery('(prefers-color-scheme: dark)', false, {getInitialValueInEffect: false});
	if (wanted !== 'system') return wanted;
	return dark ? 'dark' : 'light';
};
