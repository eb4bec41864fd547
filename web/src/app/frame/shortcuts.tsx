import {useNavigate} from '@tanstack/react-router';
import {lazy, Suspense, useSyncExternalStore} from 'react';
import {useKeys} from '../../ui/use-keys.ts';
import {useAccount} from '../account.tsx';
import {places} from './places.ts';
import {showShortcuts} from './shortcut-sheet-state.ts';

const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx').then(({ShortcutSheet}) => ({default: ShortcutSheet})));

/** The keys that work on every screen. */
export const Shortcuts = () => {
	const navigate = useNavigate();
	const {id: account} = useAccount();
	const shown = useSyncExternalStore(showShortcuts.subscribe, showShortcuts.get);
	useKeys({
		'?': () => showShortcuts.set(true),
		c: () => navigate({to: '/$account/invoices/draft/{-$invoice}', params: {account, invoice: undefined}}),
		...Object.fromEntries(places.map(({key, to}) => [`g ${key}`, () => navigate({to, params: {account}})])),
	});
	if (!shown) return null;
	return (
		<Suspense>
			<ShortcutSheet onClose={() => showShortcuts.set(false)} />
		</Suspense>
	);
};
