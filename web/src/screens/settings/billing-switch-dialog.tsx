import {accounts} from '../../api/calls.ts';
import type {Account} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';

/** Asks before all billing stops or starts: names what does and what does not. */
export const BillingSwitchDialog = ({onClose}: {onClose: () => void}) => {
	const {t} = useText();
	const {id, name, billing, etag} = useAccount();
	const notices = useNotices();
	const paused = !billing.paused;
	const change = useAction<boolean, Account>(
		(next) => accounts.change(id, {billing: {paused: next}}, etag),
		(_, next) => {
			notices.done(t(next ? 'safety.nowPaused' : 'safety.nowRunning'));
			onClose();
		},
	);
	return (
		<Confirm
			title={t(paused ? 'safety.pauseAsk' : 'safety.resumeAsk', {name})}
			act={t(paused ? 'safety.pause' : 'safety.resume')}
			tone={paused ? 'danger' : 'plain'}
			busy={change.isPending}
			error={change.error}
			notDone={t('settings.failed')}
			onConfirm={() => change.mutate(paused)}
			onClose={onClose}
		>
			{paused ? (
				<>
					<div>
						<p>{t('safety.stops')}</p>
						<ul style={{margin: '6px 0 0', paddingLeft: 20}}>
							<li>{t('safety.stops.runs')}</li>
							<li>{t('safety.stops.charges')}</li>
						</ul>
					</div>
					<p className="quiet">{t('safety.goesOn')}</p>
				</>
			) : (
				<p>{t('safety.resumeText')}</p>
			)}
		</Confirm>
	);
};
