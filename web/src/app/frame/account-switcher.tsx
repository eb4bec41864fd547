import {Menu} from '@mantine/core';
import {useText} from '../../text/text.tsx';
import {CheckIcon, DownIcon, FlaskIcon, PlusIcon} from '../../ui/icons.tsx';
import {LinkItem} from '../../ui/links.tsx';
import {useAccount, useMyAccounts} from '../account.tsx';
import classes from './account-switcher.module.css';

/** The account one is in, and the way to the others. */
export const AccountSwitcher = () => {
	const {t} = useText();
	const account = useAccount();
	const {data} = useMyAccounts();
	return (
		<Menu position="bottom-start" width={260}>
			<Menu.Target>
				<button type="button" className={classes.current}>
					<span className={classes.initial} data-initial={account.name.charAt(0).toUpperCase()} />
					<span className="unseen">{t('frame.account')}</span>
					<span className={classes.name}>{account.name}</span>
					{account.mode === 'test' ? <span className={classes.test}>{t('frame.test')}</span> : null}
					<DownIcon size={14} />
				</button>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Label>{t('frame.accounts')}</Menu.Label>
				{(data?.data ?? [account]).map(({id, name, mode}) => (
					<LinkItem
						key={id}
						to="/$account"
						params={{account: id}}
						rightSection={id === account.id ? <CheckIcon size={16} /> : null}
					>
						<span className={classes.entry}>
							<span className={classes.entryName}>{name}</span>
							{mode === 'test' ? <span className={classes.test}>{t('frame.test')}</span> : null}
						</span>
					</LinkItem>
				))}
				<Menu.Divider />
				<LinkItem to="/welcome" leftSection={<PlusIcon size={16} />}>
					{t('frame.addAccount')}
				</LinkItem>
				<LinkItem to="/welcome" search={{mode: 'test'}} leftSection={<FlaskIcon size={16} />}>
					{t('frame.addTestAccount')}
				</LinkItem>
			</Menu.Dropdown>
		</Menu>
	);
};
