import {addDays} from '../../../../functions/kernel/calendar.ts';
import {useToday} from '../../app/today.ts';
import {useText} from '../../text/text.tsx';
import {Section} from '../../ui/section.tsx';
import {Timeline} from '../../ui/timeline.tsx';
import type {Policy} from './policy-form.ts';
import {policySteps} from './policy-steps.ts';

const exampleDays = 14;

/** What the sentences come to, for an invoice of today. Keeps the last that could be read. */
export const PolicyPreview = ({policy}: {policy: Policy | undefined}) => {
	const {t, format} = useText();
	const today = useToday();
	if (policy === undefined || today === undefined) return null;
	const dueOn = addDays(today, exampleDays);
	const steps = policySteps(policy, dueOn).filter(({on}) => on >= today);
	return (
		<Section card title={t('policy.example')}>
			<p className="quiet" style={{marginBottom: 12}}>
				{t('policy.exampleText', {date: format.longDate(dueOn)})}
			</p>
			<Timeline
				label={t('policy.example')}
				moments={steps.map(({what, on}) => ({
					key: `${what} ${on}`,
					title: t(what === 'final_action' ? `policy.${policy.finalAction}` : `policy.${what}`),
					when: <time dateTime={on}>{format.longDate(on)}</time>,
					tone: what === 'due' ? 'plain' : 'ahead',
				}))}
			/>
		</Section>
	);
};
