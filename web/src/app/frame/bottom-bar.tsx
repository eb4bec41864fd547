import {Link} from '@tanstack/react-router';
import {useText} from '../../text/text.tsx';
import {useAccount} from '../account.tsx';
import classes from './bottom-bar.module.css';
import {places} from './places.ts';

/** The way around on a phone; settings stand in the person's menu. */
export const BottomBar = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	return (
		<nav className={classes.bar} aria-label={t('frame.screens')}>
			{places.slice(0, 5).map(({to, text, Icon}) => (
				<Link
					key={to}
					to={to}
					params={{account}}
					activeOptions={{exact: to === '/$account', includeSearch: false}}
					className={classes.place}
				>
					<Icon size={21} />
					<span>{t(text)}</span>
				</Link>
			))}
		</nav>
	);
};
