import {Button} from '@mantine/core';
import {lazy, Suspense, useState} from 'react';
import {useAccount, useMay} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {WarnIcon} from '../../../ui/icons.tsx';
import classes from '../recurring.module.css';
import {useParked} from '../use-parked.ts';
import {holdAdvice, holdWords, retryWord} from './hold-words.ts';

const RetryDialog = lazy(() => import('./retry-dialog.tsx').then(({RetryDialog}) => ({default: RetryDialog})));

/** Over a recurring invoice that is on hold: why, and the way out. */
export const HeldNote = ({template}: {template: string}) => {
	const text = useText();
	const {id: account} = useAccount();
	const mayBill = useMay('bookkeeper');
	const [asked, setAsked] = useState(false);
	const parked = useParked(account).data?.data.find(({templateId}) => templateId === template);
	if (parked === undefined) return null;
	return (
		<section className={classes.note} aria-label={text.t('status.parked')}>
			<WarnIcon size={17} />
			<div>
				<p className={classes.lead}>{holdWords(parked, text)}</p>
				<p>{holdAdvice(parked, text)}</p>
				{mayBill ? (
					<Button size="compact-sm" mt={8} onClick={() => setAsked(true)}>
						{retryWord(parked, text)}
					</Button>
				) : null}
			</div>
			{asked ? (
				<Suspense>
					<RetryDialog parked={parked} onClose={() => setAsked(false)} />
				</Suspense>
			) : null}
		</section>
	);
};
