import {useAccount, useMay} from '../../app/account.tsx';
import {useToday} from '../../app/today.ts';
import {useText} from '../../text/text.tsx';
import {PlusIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {Page} from '../../ui/page.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Attention} from './attention.tsx';
import {FigureCards} from './figure-cards.tsx';
import {FirstSteps} from './first-steps.tsx';
import classes from './home.module.css';
import {NextRuns} from './next-runs.tsx';
import {useHome} from './use-home.ts';
import {YearChart} from './year-chart.tsx';

/** Who owes what, what needs attention, what happens next. */
export const Home = () => {
	const {t, format} = useText();
	const account = useAccount();
	const mayBill = useMay('bookkeeper');
	const today = useToday();
	const read = useHome(account.id, today);
	const isNew = read.any.data?.data.length === 0 && read.templates.data?.rows.length === 0;
	const lead = today === undefined ? ' ' : format.longDate(today);
	return (
		<Page
			title={t('home.hello')}
			lead={lead}
			action={
				isNew || !mayBill ? undefined : (
					<LinkButton
						to="/$account/invoices/draft/{-$invoice}"
						params={{account: account.id, invoice: undefined}}
						leftSection={<PlusIcon size={16} />}
					>
						{t('new.invoice')}
					</LinkButton>
				)
			}
		>
			<ProblemNote error={read.open.error ?? read.payments.error} />
			{isNew ? (
				<FirstSteps />
			) : (
				<>
					<FigureCards read={read} today={today} />
					<div className={classes.columns}>
						<YearChart read={read} today={today} />
						<div className={classes.side}>
							<Attention read={read} />
							<NextRuns read={read} />
						</div>
					</div>
				</>
			)}
		</Page>
	);
};
