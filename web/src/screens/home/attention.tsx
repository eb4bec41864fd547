import {Button, Skeleton} from '@mantine/core';
import type {ReactNode} from 'react';
import {parked} from '../../api/calls.ts';
import {useCustomerNames} from '../../api/names.ts';
import type {Parked} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {CheckIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {useAction} from '../../ui/use-action.ts';
import classes from './attention.module.css';
import {declined, undelivered} from './trouble.ts';
import type {HomeData} from './use-home.ts';

const mostShown = 6;
const small = {size: 'compact-sm', variant: 'default'} as const;

/** What does not go by itself, each with the one thing that settles it. */
export const Attention = ({read}: {read: HomeData}) => {
	const {t, n, code} = useText();
	const account = useAccount();
	const mayBill = useMay('bookkeeper');
	const names = useCustomerNames(account.id);
	const retry = useAction<string, Parked>((id, key) => parked.act<Parked>(account.id, id, 'retry', {}, key));
	const open = read.open.data?.rows;
	if (open === undefined)
		return (
			<Section card title={t('home.attention')}>
				<Skeleton height={104} />
			</Section>
		);
	const params = {account: account.id};
	const name = (id: string): string => names.get(id) ?? '…';
	const trouble: readonly ReactNode[] = [
		...(read.parked.data?.data ?? []).map(({id, reason}) => (
			<Trouble key={id} text={t('home.parked', {reason: code('parked', reason)})}>
				{mayBill ? (
					<Button {...small} loading={retry.isPending} onClick={() => retry.mutate(id)}>
						{t('home.parked.act')}
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
			<ProblemNote error={retry.error} notDone={t('home.parked.failed')} />
		</Section>
	);
};

const Trouble = ({text, children}: {text: string; children: ReactNode}) => (
	<li className={classes.trouble}>
		<span>{text}</span>
		{children}
	</li>
);
