import {Button} from '@mantine/core';
import {useState} from 'react';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {CheckIcon, PauseIcon, PlayIcon} from '../../ui/icons.tsx';
import {Section} from '../../ui/section.tsx';
import {BillingSwitchDialog} from './billing-switch-dialog.tsx';
import classes from './sentence.module.css';

/** Pauses everything that bills or charges by itself, and starts it again. */
export const KillSwitch = () => {
	const {t} = useText();
	const {paused} = useAccount().billing;
	const may = useMay('admin');
	const [asked, setAsked] = useState(false);
	return (
		<Section card title={t('safety.billing')}>
			<div className={classes.switch}>
				<div>
					<p className={classes.state} data-paused={paused}>
						{paused ? <PauseIcon size={17} /> : <CheckIcon size={17} />}
						{t(paused ? 'safety.paused' : 'safety.running')}
					</p>
					<p className="quiet">{t(paused ? 'safety.pausedText' : 'safety.runningText')}</p>
				</div>
				{may ? (
					<Button
						variant={paused ? 'filled' : 'default'}
						color={paused ? 'petrol' : 'red'}
						leftSection={paused ? <PlayIcon size={15} /> : <PauseIcon size={15} />}
						onClick={() => setAsked(true)}
					>
						{t(paused ? 'safety.resume' : 'safety.pause')}
					</Button>
				) : null}
			</div>
			{asked ? <BillingSwitchDialog onClose={() => setAsked(false)} /> : null}
		</Section>
	);
};
