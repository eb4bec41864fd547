import {Button} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {series} from '../../api/calls.ts';
import type {Series} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import grid from '../../ui/form-grid.module.css';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {NoteFields} from '../invoices/editor/note-fields.tsx';
import {TermsFields} from '../invoices/editor/terms-fields.tsx';
import {SeriesDialog} from './series-dialog.tsx';
import classes from './settings.module.css';
import {SettingsForm} from './settings-form.tsx';

/** Numbers, and what every new invoice says. */
export const DocumentSettings = () => (
	<>
		<SeriesList />
		<Defaults />
	</>
);

const SeriesList = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const may = useMay('admin');
	const [edited, setEdited] = useState<Series | null>(null);
	const {data, error} = useQuery({queryKey: [account, 'series'], queryFn: () => series.list(account, {limit: 100})});
	return (
		<Section card title={t('series.title')}>
			<p className="quiet" style={{marginBottom: 8}}>
				{t('series.text')}
			</p>
			<ProblemNote error={error} />
			<ul className={classes.list}>
				{data?.data.toReversed().map((one) => (
					<li key={one.id}>
						<span>
							{t(`series.for.${one.for}`)}
							<span className={`${classes.small} figures`}>{one.pattern}</span>
						</span>
						<span className={classes.end}>
							<span className="figures">{one.sample}</span>
							{may ? (
								<Button variant="default" size="compact-sm" onClick={() => setEdited(one)}>
									{t('act.edit')} <span className="unseen">{t('series.edit', {name: t(`series.for.${one.for}`)})}</span>
								</Button>
							) : null}
						</span>
					</li>
				))}
			</ul>
			{edited === null ? null : <SeriesDialog series={edited} onClose={() => setEdited(null)} />}
		</Section>
	);
};

const Defaults = () => {
	const {t} = useText();
	const {defaults} = useAccount();
	const [texts, setTexts] = useState({notes: defaults.notes ?? '', terms: defaults.terms ?? ''});
	const [due, setDue] = useState({
		termsDays: defaults.paymentTerms ? String(defaults.paymentTerms.days) : '',
		termsFrom: defaults.paymentTerms?.from ?? 'issue',
	});
	return (
		<SettingsForm
			title={t('defaults.title')}
			change={{
				defaults: {
					paymentTerms: due.termsDays === '' ? null : {days: Number(due.termsDays), from: due.termsFrom},
					notes: texts.notes.trim() === '' ? null : texts.notes,
					terms: texts.terms.trim() === '' ? null : texts.terms,
				},
			}}
		>
			<div className={grid.grid}>
				<TermsFields className={grid.half} form={due} onChange={(change) => setDue({...due, ...change})} />
				<NoteFields className={grid.whole} form={texts} onChange={(change) => setTexts({...texts, ...change})} />
			</div>
		</SettingsForm>
	);
};
