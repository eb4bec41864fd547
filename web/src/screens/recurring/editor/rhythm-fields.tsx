import {Select, Switch} from '@mantine/core';
import type {Customer} from '../../../api/shapes.ts';
import {oneOf} from '../../../app/search-params.ts';
import {useText} from '../../../text/text.tsx';
import {EndsFields} from './ends-fields.tsx';
import {ScheduleFields} from './schedule-fields.tsx';
import classes from './template-editor.module.css';
import type {TemplateForm} from './template-form.ts';

const ways = ['issue_and_send', 'issue', 'draft'] as const;
const timings = ['advance', 'arrears'] as const;
const moments = ['issue', 'due'] as const;

type Props = {
	readonly form: TemplateForm;
	readonly customer: Customer | undefined;
	readonly onChange: (change: Partial<TemplateForm>) => void;
};

/** When, until when, and what happens on each date. */
export const RhythmFields = ({form, customer, onChange}: Props) => {
	const {t} = useText();
	const charging = form.autoCharge
		? customer?.card
			? 'recurring.autoCharge.card'
			: 'recurring.autoCharge.noCard'
		: 'recurring.autoCharge.off';
	return (
		<div className={classes.block}>
			<h3>{t('recurring.when')}</h3>
			<ScheduleFields schedule={form.schedule} onChange={(schedule) => onChange({schedule})} />
			<div className={classes.row}>
				<EndsFields ends={form.ends} anchor={form.schedule.anchorDate} onChange={(ends) => onChange({ends})} />
				<Select
					label={t('recurring.timing')}
					data={timings.map((value) => ({value, label: t(`recurring.timing.${value}`)}))}
					value={form.periodTiming}
					allowDeselect={false}
					onChange={(value) => onChange({periodTiming: oneOf(timings, value) ?? 'advance'})}
				/>
				<Select
					label={t('recurring.billing')}
					data={ways.map((value) => ({value, label: t(`recurring.billing.${value}`)}))}
					value={form.billing}
					allowDeselect={false}
					onChange={(value) => onChange({billing: oneOf(ways, value) ?? 'issue_and_send'})}
				/>
				<Select
					label={t('recurring.chargeOn')}
					disabled={!form.autoCharge}
					data={moments.map((value) => ({value, label: t(`recurring.chargeOn.${value}`)}))}
					value={form.chargeOn}
					allowDeselect={false}
					onChange={(value) => onChange({chargeOn: oneOf(moments, value) ?? 'issue'})}
				/>
			</div>
			<Switch
				mt="md"
				label={t('recurring.autoCharge')}
				description={t(charging)}
				checked={form.autoCharge}
				onChange={(event) => onChange({autoCharge: event.currentTarget.checked})}
			/>
		</div>
	);
};
