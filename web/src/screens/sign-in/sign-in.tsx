import {useNavigate, useSearch} from '@tanstack/react-router';
import {lazy, Suspense, useEffect} from 'react';
import {usePerson, useSession} from '../../app/session.tsx';
import {useText} from '../../text/text.tsx';
import {LocalForm} from './local-form.tsx';
import classes from './sign-in.module.css';

const FirebaseForm = lazy(() => import('./firebase-form.tsx').then(({FirebaseForm}) => ({default: FirebaseForm})));

/** The front door. Leads back to where one wanted to go. */
export const SignIn = () => {
	const {t} = useText();
	const {ways} = useSession().auth;
	const person = usePerson();
	const {to} = useSearch({from: '/sign-in'});
	const navigate = useNavigate();
	useEffect(() => {
		if (person !== null) navigate({href: ownPath(to), replace: true});
	}, [person, to, navigate]);
	return (
		<main className={classes.door}>
			<title>{`${t('signIn.title')} · Invoice Meister`}</title>
			<div className={classes.card}>
				<img src="/icon.svg" alt="" width={44} height={44} />
				<h1>Invoice Meister</h1>
				<p className="quiet">{t('signIn.promise')}</p>
				{ways.kind === 'local' ? (
					<LocalForm ways={ways} />
				) : (
					<Suspense fallback={<div className={classes.waiting} />}>
						<FirebaseForm ways={ways} />
					</Suspense>
				)}
			</div>
		</main>
	);
};

/** Only paths of our own: an address from elsewhere could not lead away. */
const ownPath = (to: string | undefined): string =>
	to?.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : '/';
