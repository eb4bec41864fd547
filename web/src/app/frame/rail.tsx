import {Link} from '@tanstack/react-router';
import {useText} from '../../text/text.tsx';
import {PanelIcon} from '../../ui/icons.tsx';
import {useAccount} from '../account.tsx';
import {prefer, usePreferences} from '../preferences.ts';
import {places} from './places.ts';
import classes from './rail.module.css';

/** The way around, on the left; icons alone where there is little room or the person wants it so. */
export const Rail = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {railCollapsed} = usePreferences();
	return (
		<nav className={classes.rail} data-collapsed={railCollapsed} aria-label={t('frame.screens')}>
			<div className={classes.brand}>
				<img src="/icon.svg" alt="" width={26} height={26} />
				<span className={classes.word}>Invoice Meister</span>
			</div>
			<ul>
				{places.map(({to, text, Icon}) => (
					<li key={to}>
						<Link
							to={to}
							params={{account}}
							activeOptions={{exact: to === '/$account', includeSearch: false}}
							className={classes.place}
							title={t(text)}
						>
							<Icon />
							<span className={classes.word}>{t(text)}</span>
						</Link>
					</li>
				))}
			</ul>
			<button
				type="button"
				className={classes.fold}
				aria-pressed={railCollapsed}
				aria-label={t(railCollapsed ? 'frame.unfold' : 'frame.fold')}
				title={t(railCollapsed ? 'frame.unfold' : 'frame.fold')}
				onClick={() => prefer({railCollapsed: !railCollapsed})}
			>
				<PanelIcon />
			</button>
		</nav>
	);
};
