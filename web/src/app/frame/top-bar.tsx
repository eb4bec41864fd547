import {useDisclosure, useHotkeys} from '@mantine/hooks';
import {lazy, Suspense} from 'react';
import {useText} from '../../text/text.tsx';
import {SearchIcon} from '../../ui/icons.tsx';
import {useAccount} from '../account.tsx';
import {AccountSwitcher} from './account-switcher.tsx';
import {NewMenu} from './new-menu.tsx';
import {PersonMenu} from './person-menu.tsx';
import classes from './top-bar.module.css';
import {useHasClock} from './use-jump.ts';

const Palette = lazy(() => import('./palette.tsx').then(({Palette}) => ({default: Palette})));
const Jump = lazy(() => import('./jump.tsx').then(({Jump}) => ({default: Jump})));

/** Where one is, how to find something, and what to make next. */
export const TopBar = () => {
	const {t} = useText();
	const hasClock = useHasClock();
	const {mode} = useAccount();
	const [searching, search] = useDisclosure(false);
	useHotkeys([['mod+K', search.toggle]], []);
	return (
		<section className={classes.bar} data-mode={mode} aria-label={t('frame.tools')}>
			<AccountSwitcher />
			<button type="button" className={classes.search} onClick={search.open}>
				<SearchIcon size={16} />
				<span>{t('frame.search')}</span>
				<kbd>{navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}</kbd>
			</button>
			<div className={classes.end}>
				{hasClock ? (
					<Suspense fallback={<span className={classes.clock} />}>
						<Jump />
					</Suspense>
				) : null}
				<NewMenu />
				<PersonMenu />
			</div>
			{searching ? (
				<Suspense>
					<Palette onClose={search.close} />
				</Suspense>
			) : null}
		</section>
	);
};
