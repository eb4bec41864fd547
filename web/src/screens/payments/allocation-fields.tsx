import {TextInput} from '@mantine/core';
import {useState} from 'react';
import type {Invoice} from '../../api/invoice-shapes.ts';
import {digitsOf} from '../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../text/numbers.ts';
import {useText} from '../../text/text.tsx';
import {readAmount} from '../../ui/read-amount.ts';
import {Section} from '../../ui/section.tsx';
import classes from './payments.module.css';

type Shares = Readonly<Record<string, number>>;
type Props = {
	readonly open: readonly Invoice[];
	readonly shares: Shares;
	readonly currency: string;
	readonly left: number;
	readonly onShares: (shares: Shares) => void;
};

/** How much of it goes to which invoice; proposed, and free to be changed. */
export const AllocationFields = ({open, shares, currency, left, onShares}: Props) => {
	const {t, format} = useText();
	if (open.length === 0) return <p className={classes.note}>{t('transfer.nothingOpen')}</p>;
	return (
		<Section title={t('transfer.over')}>
			<ol className={classes.allocations}>
				{open.map((invoice) => (
					<li key={invoice.id}>
						<span>
							{invoice.number}
							<span className="quiet">{` · ${t('transfer.due', {amount: format.money(invoice.amountDue, currency)})}`}</span>
						</span>
						<ShareField
							label={t('transfer.share', {number: invoice.number ?? ''})}
							share={shares[invoice.id] ?? 0}
							currency={currency}
							onShare={(share) => onShares({...shares, [invoice.id]: share})}
						/>
					</li>
				))}
			</ol>
			<p className={classes.note} role="status">
				{left === 0
					? t('transfer.even')
					: t(left > 0 ? 'transfer.left' : 'transfer.over.much', {amount: format.money(Math.abs(left), currency)})}
			</p>
		</Section>
	);
};

type ShareProps = {
	readonly label: string;
	readonly share: number;
	readonly currency: string;
	readonly onShare: (share: number) => void;
};

const ShareField = ({label, share, currency, onShare}: ShareProps) => {
	const {locale} = useText();
	const [typed, setTyped] = useState<string | null>(null);
	return (
		<TextInput
			w={130}
			aria-label={label}
			inputMode="decimal"
			className={classes.share ?? ''}
			value={typed ?? writeDecimal(fromMinor(share, digitsOf(currency)), locale)}
			onBlur={() => setTyped(null)}
			onChange={(event) => {
				setTyped(event.currentTarget.value);
				const amount = readAmount(event.currentTarget.value, currency, locale);
				if (amount !== undefined && amount >= 0) onShare(amount);
			}}
		/>
	);
};
