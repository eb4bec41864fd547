import {Button} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {taxRates} from '../../api/calls.ts';
import type {TaxRate} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import classes from './settings.module.css';
import {TaxDialog} from './tax-dialog.tsx';
import {TaxPercentDialog} from './tax-percent-dialog.tsx';

/** The rates one charges. A used rate's percent never changes: a new one follows it from a day on. */
export const TaxSettings = () => {
	const {t, code, format} = useText();
	const {id: account} = useAccount();
	const may = useMay('bookkeeper');
	const [adding, setAdding] = useState(false);
	const [replaced, setReplaced] = useState<TaxRate | null>(null);
	const {data, error} = useQuery({
		queryKey: [account, 'taxRates'],
		queryFn: () => taxRates.list(account, {limit: 100}),
	});
	return (
		<Section
			card
			title={t('settings.taxes')}
			action={
				may ? (
					<Button size="compact-sm" onClick={() => setAdding(true)}>
						{t('taxes.add')}
					</Button>
				) : undefined
			}
		>
			<ProblemNote error={error} />
			<ul className={classes.list}>
				{data?.data.map((rate) => (
					<li key={rate.id}>
						<span>
							{rate.name}
							<span className={classes.small}>
								{code('taxes.category', rate.category)}
								{rate.reason ? ` · ${rate.reason}` : ''}
								{rate.versions
									.filter(({from}) => from !== null)
									.map(
										({from, percent}) =>
											` · ${t('taxes.from', {percent: format.percent(percent), date: format.date(from ?? '')})}`,
									)}
							</span>
						</span>
						<span className={classes.end}>
							<span className="figures">{format.percent(rate.percent)}</span>
							{may && rate.category === 'S' ? (
								<Button variant="default" size="compact-sm" onClick={() => setReplaced(rate)}>
									{t('taxes.changePercent')} <span className="unseen">{t('taxes.change', {name: rate.name})}</span>
								</Button>
							) : null}
						</span>
					</li>
				))}
			</ul>
			{adding ? <TaxDialog onClose={() => setAdding(false)} /> : null}
			{replaced === null ? null : <TaxPercentDialog rate={replaced} onClose={() => setReplaced(null)} />}
		</Section>
	);
};
