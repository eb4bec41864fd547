import type {ReactNode} from 'react';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {BuildingIcon, InvoiceIcon, RecurringIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import classes from './first-steps.module.css';

/** What a new account does first, a button each. */
export const FirstSteps = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	return (
		<section className={classes.steps} aria-label={t('home.start')}>
			<h2>{t('home.start')}</h2>
			<ol>
				<Step icon={<InvoiceIcon />} title={t('home.start.invoice')} text={t('home.start.invoiceText')}>
					<LinkButton to="/$account/invoices/draft/{-$invoice}" params={{account, invoice: undefined}}>
						{t('home.start.invoiceAct')}
					</LinkButton>
				</Step>
				<Step icon={<RecurringIcon />} title={t('home.start.recurring')} text={t('home.start.recurringText')}>
					<LinkButton
						to="/$account/recurring/edit/{-$template}"
						params={{account, template: undefined}}
						variant="default"
					>
						{t('home.start.recurringAct')}
					</LinkButton>
				</Step>
				<Step icon={<BuildingIcon />} title={t('home.start.company')} text={t('home.start.companyText')}>
					<LinkButton to="/$account/settings/{-$section}" params={{account, section: 'company'}} variant="default">
						{t('home.start.companyAct')}
					</LinkButton>
				</Step>
			</ol>
		</section>
	);
};

const Step = ({icon, title, text, children}: {icon: ReactNode; title: string; text: string; children: ReactNode}) => (
	<li>
		<span className={classes.icon}>{icon}</span>
		<div>
			<h3>{title}</h3>
			<p className="quiet">{text}</p>
		</div>
		{children}
	</li>
);
