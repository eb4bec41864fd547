import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {templates} from '../../../api/billing.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {PeriodList} from '../period-list.tsx';
import classes from './template-editor.module.css';

const count = 12;

/** The next twelve dates, periods and totals, from the functions that bill. */
export const PeriodPreview = ({id, version, currency}: {id: string | null; version: number; currency: string}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const preview = useQuery({
		queryKey: [account, 'templates', id, 'preview', version],
		queryFn: () => templates.preview(account, id ?? '', count),
		enabled: id !== null,
		placeholderData: (before) => before,
	});
	const periods = preview.data?.data;
	return (
		<section className={classes.preview} aria-label={t('recurring.preview')}>
			<h3>{t('recurring.preview')}</h3>
			<p className="quiet">{t(id === null ? 'recurring.previewLater' : 'recurring.previewText')}</p>
			<ProblemNote error={preview.error} read={preview} />
			{id !== null && periods === undefined && !preview.error ? <Skeleton height={360} mt="sm" /> : null}
			{periods?.length === 0 ? <p>{t('recurring.previewNone')}</p> : null}
			{periods !== undefined && periods.length > 0 ? <PeriodList periods={periods} currency={currency} /> : null}
		</section>
	);
};
