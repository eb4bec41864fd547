import type {RaisedTemplate} from '../../../api/invoice-shapes.ts';
import type {PlainDate} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';
import {allRaised} from './raised.ts';

type Asked = {readonly percent: string; readonly from: PlainDate};
type Props = Asked & {readonly count: number; readonly onClose: () => void; readonly onDone: () => void};

/** The last question before prices change. */
export const RaiseConfirm = ({percent, from, count, onClose, onDone}: Props) => {
	const {t, n, format} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const raise = useAction<Asked, readonly RaisedTemplate[]>(
		(asked, idempotencyKey) => allRaised(account, {...asked, dryRun: false}, {idempotencyKey}),
		(rows) => {
			notices.done(n('raise.done', rows.filter(({ok}) => ok).length));
			onDone();
		},
	);
	return (
		<Confirm
			title={n('raise.ask', count, {percent: format.percent(percent)})}
			act={t('raise.title')}
			busy={raise.isPending}
			error={raise.error}
			notDone={t('raise.failed')}
			onConfirm={() => raise.mutate({percent, from})}
			onClose={onClose}
		>
			<p>{t('raise.askText', {date: format.longDate(from)})}</p>
			<p className="quiet">{t('raise.noUndo')}</p>
		</Confirm>
	);
};
