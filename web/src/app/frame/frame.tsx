import {Outlet, useParams} from '@tanstack/react-router';
import {useEffect} from 'react';
import {useText} from '../../text/text.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {AccountProvider, useAccountQuery} from '../account.tsx';
import {prefer} from '../preferences.ts';
import {BillingBanner} from './billing-banner.tsx';
import {BottomBar} from './bottom-bar.tsx';
import classes from './frame.module.css';
import {Rail} from './rail.tsx';
import {Shortcuts} from './shortcuts.tsx';
import {TopBar} from './top-bar.tsx';

/** What stays around every screen of an account. */
export const Frame = () => {
	const {account: id} = useParams({from: '/$account'});
	const {t} = useText();
	const {data: account, error} = useAccountQuery(id);
	useEffect(() => {
		if (account) prefer({lastAccount: account.id});
	}, [account]);
	if (error && !account)
		return (
			<main className={classes.alone}>
				<ProblemNote error={error} />
				<a href="/">{t('notFound.home')}</a>
			</main>
		);
	if (!account) return <div className={classes.waiting} aria-busy="true" />;
	return (
		<AccountProvider account={account}>
			<a className="skip" href="#main">
				{t('frame.skip')}
			</a>
			<div className={classes.frame}>
				<Rail />
				<TopBar />
				<main id="main" className={classes.main} tabIndex={-1} data-arrives="true">
					<BillingBanner />
					<Outlet />
				</main>
				<BottomBar />
			</div>
			<Shortcuts />
		</AccountProvider>
	);
};
