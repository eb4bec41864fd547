import {Group} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useEffect, useRef} from 'react';
import {series, taxRates} from '../../api/calls.ts';
import type {Account} from '../../api/shapes.ts';
import {useText} from '../../text/text.tsx';
import {Facts} from '../../ui/facts.tsx';
import {LinkButton} from '../../ui/links.tsx';

/** What the country filled in, shown once; the next step is an invoice. */
export const FilledIn = ({account}: {account: Account}) => {
	const {t, format, locale} = useText();
	const heading = useRef<HTMLHeadingElement>(null);
	const rates = useQuery({queryKey: [account.id, 'taxRates'], queryFn: () => taxRates.list(account.id, {limit: 100})});
	const numbers = useQuery({queryKey: [account.id, 'series'], queryFn: () => series.list(account.id, {})});
	useEffect(() => heading.current?.focus(), []);
	const rate = rates.data?.data.find(({category}) => category === 'S');
	const language = new Intl.DisplayNames(locale, {type: 'language'}).of(account.locale) ?? account.locale;
	return (
		<div>
			<h1 ref={heading} tabIndex={-1} data-arrives="true">
				{account.name}
			</h1>
			<p className="quiet" style={{marginBottom: 20}}>
				{t('welcome.filledText')}
			</p>
			<Facts
				facts={[
					[t('welcome.currency'), format.currency(account.currency)],
					[t('welcome.zone'), account.timeZone.replaceAll('_', ' ')],
					[t('welcome.language'), language],
					[
						t('welcome.tax'),
						rates.data === undefined ? '…' : rate ? `${rate.name} ${format.percent(rate.percent)}` : t('welcome.noTax'),
					],
					[t('welcome.numbers'), numbers.data?.data.find((one) => one.for === 'invoice')?.sample ?? '…'],
				]}
			/>
			<Group mt="xl" gap="sm">
				<LinkButton
					to="/$account/invoices/draft/{-$invoice}"
					params={{account: account.id, invoice: undefined}}
					size="md"
				>
					{t('welcome.first')}
				</LinkButton>
				<LinkButton to="/$account" params={{account: account.id}} size="md" variant="subtle">
					{t('welcome.look')}
				</LinkButton>
			</Group>
		</div>
	);
};
