import {Link} from '@tanstack/react-router';
import type {Parked, Run} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {CustomerName} from '../../../ui/customer-name.tsx';
import {LinkButton} from '../../../ui/links.tsx';
import {Section} from '../../../ui/section.tsx';
import settings from '../../settings/settings.module.css';
import {holdWords} from '../hold/hold-words.ts';
import {useHeld} from '../hold/use-held.ts';
import {useParked} from '../use-parked.ts';
import {heldIn} from './held-in.ts';

/** What this run held back and nobody has settled yet. */
export const RunHeld = ({run}: {run: Run}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {data} = useParked(account);
	if (data === undefined) return null;
	const held = heldIn(run, data.data);
	return (
		<Section
			title={t('runs.parked')}
			action={
				held.length === 0 ? undefined : (
					<LinkButton to="/$account/recurring/on-hold" params={{account}} variant="default" size="compact-sm">
						{t('runs.toHold')}
					</LinkButton>
				)
			}
		>
			{held.length === 0 ? (
				<p className="quiet">{t('runs.settled')}</p>
			) : (
				<ul className={settings.list}>
					{held.map((parked) => (
						<HeldLine key={parked.id} parked={parked} />
					))}
				</ul>
			)}
		</Section>
	);
};

const HeldLine = ({parked}: {parked: Parked}) => {
	const text = useText();
	const {id: account} = useAccount();
	const {template} = useHeld(parked.templateId);
	return (
		<li>
			<span>
				<Link to="/$account/recurring/$template" params={{account, template: parked.templateId}}>
					{template ? <CustomerName id={template.customerId} /> : '…'}
				</Link>
				<span className={settings.small}>{holdWords(parked, text)}</span>
			</span>
		</li>
	);
};
