import {Button, FileButton} from '@mantine/core';
import {accounts} from '../../api/calls.ts';
import type {Account} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {useAction} from '../../ui/use-action.ts';
import classes from './settings.module.css';

/** The picture on documents and pages. */
export const LogoField = () => {
	const {t} = useText();
	const account = useAccount();
	const notices = useNotices();
	const done = (): void => notices.done(t('act.saved'));
	const put = useAction<File, Account>((image) => accounts.putLogo(account.id, image), done);
	const remove = useAction<object, Account>((change) => accounts.change(account.id, change, account.etag), done);
	return (
		<Section card title={t('logo.title')}>
			<div className={classes.logo}>
				<span className="quiet">
					{account.logo === null
						? t('logo.none')
						: t('logo.there', {width: account.logo.width, height: account.logo.height})}
				</span>
				<FileButton accept="image/png,image/jpeg" onChange={(file) => file && put.mutate(file)}>
					{(props) => (
						<Button {...props} variant="default" size="xs" loading={put.isPending}>
							{t('logo.choose')}
						</Button>
					)}
				</FileButton>
				{account.logo === null ? null : (
					<Button
						variant="subtle"
						color="gray"
						size="xs"
						loading={remove.isPending}
						onClick={() => remove.mutate({logo: null})}
					>
						{t('act.remove')}
					</Button>
				)}
			</div>
			<ProblemNote error={put.error ?? remove.error} notDone={t('settings.failed')} />
		</Section>
	);
};
