import {Button, Skeleton} from '@mantine/core';
import {Link} from '@tanstack/react-router';
import type {Parked} from '../../../api/shapes.ts';
import {useAccount, useMay} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {CustomerName} from '../../../ui/customer-name.tsx';
import {DateText} from '../../../ui/date-text.tsx';
import {WarnIcon} from '../../../ui/icons.tsx';
import {LinkButton} from '../../../ui/links.tsx';
import {Money} from '../../../ui/money.tsx';
import classes from '../recurring.module.css';
import {holdAdvice, holdWords, retryWord} from './hold-words.ts';
import {retried, totalOf} from './retried.ts';
import {useHeld} from './use-held.ts';

/** One that is on hold: whose, how much, why, and the ways out. */
export const HeldCard = ({parked, onRetry}: {parked: Parked; onRetry: () => void}) => {
	const text = useText();
	const {t, format} = text;
	const {id: account, timeZone} = useAccount();
	const mayBill = useMay('bookkeeper');
	const {template, waiting, isGone} = useHeld(parked.templateId);
	const params = {account, template: parked.templateId};
	const amount = waiting && totalOf(retried(parked, waiting));
	return (
		<li className={classes.card}>
			<p className={classes.who}>
				{template ? (
					<Link to="/$account/recurring/$template" params={params}>
						<CustomerName id={template.customerId} />
					</Link>
				) : isGone ? (
					t('recurring.title')
				) : (
					<Skeleton height={14} width={160} my={4} />
				)}
				{template?.name ? <span className="quiet">{template.name}</span> : null}
			</p>
			<div className={classes.amount}>
				{template && amount ? <Money amount={amount} currency={template.currency} /> : null}
			</div>
			<p className={classes.why}>
				<WarnIcon size={16} />
				<span>
					{holdWords(parked, text)}
					<span className={classes.advice}> {holdAdvice(parked, text)}</span>
				</span>
			</p>
			<div className={classes.acts}>
				<span>
					{t('hold.since', {date: format.date(parked.date)})} <DateText value={parked.since} zone={timeZone} />
				</span>
				{mayBill ? (
					<>
						{isGone ? null : (
							<LinkButton
								to="/$account/recurring/edit/{-$template}"
								params={params}
								variant="default"
								size="compact-sm"
							>
								{t('hold.open')}
							</LinkButton>
						)}
						<Button size="compact-sm" onClick={onRetry}>
							{retryWord(parked, text)}
						</Button>
					</>
				) : null}
			</div>
		</li>
	);
};
