import {Button, Skeleton} from '@mantine/core';
import {Link} from '@tanstack/react-router';
import {lazy, type ReactNode, Suspense, useState} from 'react';
import {useCustomerNames} from '../../api/names.ts';
import type {Parked} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {Slots} from '../../text/slots.tsx';
import {useText} from '../../text/text.tsx';
import {CustomerName} from '../../ui/customer-name.tsx';
import {CheckIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {Section} from '../../ui/section.tsx';
import {retryWord} from '../recurring/hold/hold-words.ts';
import classes from './attention.module.css';
import {declined, undelivered} from './trouble.ts';
import type {HomeData} from './use-home.ts';

const RetryDialog = lazy(() =>
	import('../recurring/hold/retry-dialog.tsx').then(({RetryDialog}) => ({default: RetryDialog})),
);

const mostShown = 6;
const small = {size: 'compact-sm', variant: 'default'} as const;

/** What does not go by itself, each with the one thing that settles it. */
export const Attention = ({read}: {read: HomeData}) => {
	const text = useText();
	const {t, n, code} = text;
	const account = useAccount();
	const mayBill = useMay('bookkeeper');
	const names = useCustomerNames(account.id);
	const mayResume = useMay('admin');
	const [asked, setAsked] = useState<Parked | null>(null);
	const open = read.open.data?.rows;
	if (open === undefined)
		return (
			<Section card title={t('home.attention')}>
				<Skeleton height={104} />
			</Section>
		);
	const params = {account: account.id};
	const heldCount = read.parked.data?.data.length ?? 0;
	const name = (id: string): string => names.get(id) ?? '…';
	const trouble: readonly ReactNode[] = [
		...(account.billing.paused
			? [
					<Trouble key="paused" text={t('home.paused')}>
						<LinkButton {...small} to="/$account/settings/{-$section}" params={{...params, section: 'safety'}}>
							{t(mayResume ? 'safety.resume' : 'home.act')}
						</LinkButton>
					</Trouble>,
				]
			: []),
		...held(read).map((parked) => (
			<Trouble
				key={parked.id}
				text={
					<Slots
						text={t('home.parked', {reason: code('parked', parked.reason)})}
						of={{name: parked.customerId === '' ? '…' : <CustomerName id={parked.customerId} />}}
					/>
				}
			>
				{mayBill ? (
					<Button {...small} onClick={() => setAsked(parked)}>
						{retryWord(parked, text)}
					</Button>
				) : null}
			</Trouble>
		)),
		...declined(open).map(({customerId, invoices}) => (
			<Trouble key={customerId} text={n('home.failed', invoices.length, {name: name(customerId)})}>
				<LinkButton {...small} to="/$account/customers/$customer" params={{...params, customer: customerId}}>
					{t('home.act')}
				</LinkButton>
			</Trouble>
		)),
		...undelivered(open).map(({id, number, customerId}) => (
			<Trouble key={`${id} mail`} text={t('home.bounced', {number: number ?? '', name: name(customerId)})}>
				<LinkButton {...small} to="/$account/invoices/$invoice" params={{...params, invoice: id}}>
					{t('home.act')}
				</LinkButton>
			</Trouble>
		)),
		...(account.taxIds.length === 0
			? [
					<Trouble key="tax" text={t('home.tax')}>
						<LinkButton {...small} to="/$account/settings/{-$section}" params={{...params, section: 'company'}}>
							{t('home.tax.act')}
						</LinkButton>
					</Trouble>,
				]
			: []),
	];
	return (
		<Section card title={t('home.attention')}>
			{trouble.length === 0 ? (
				<p className={classes.calm}>
					<CheckIcon size={17} />
					{t('home.calm')}
				</p>
			) : (
				<ul className={classes.list}>{trouble.slice(0, mostShown)}</ul>
			)}
			{heldCount > mostShown ? (
				<Link className={classes.all} to="/$account/recurring/on-hold" params={params}>
					{t('home.allHeld', {n: heldCount})}
				</Link>
			) : null}
			{asked === null ? null : (
				<Suspense>
					<RetryDialog parked={asked} onClose={() => setAsked(null)} />
				</Suspense>
			)}
		</Section>
	);
};

/** What is on hold, each with whose it is. */
const held = ({parked, templates}: HomeData): readonly (Parked & {readonly customerId: string})[] => {
	const owners = new Map(templates.data?.rows.map(({id, customerId}) => [id, customerId]));
	return (parked.data?.data ?? []).map((one) => ({...one, customerId: owners.get(one.templateId) ?? ''}));
};

const Trouble = ({text, children}: {text: ReactNode; children: ReactNode}) => (
	<li className={classes.trouble}>
		<span>{text}</span>
		{children}
	</li>
);
