import {Button, Menu} from '@mantine/core';
import {useDisclosure} from '@mantine/hooks';
import {useText} from '../../text/text.tsx';
import {InvoiceIcon, PaymentIcon, PeopleIcon, PlusIcon, RecurringIcon} from '../../ui/icons.tsx';
import {LinkItem} from '../../ui/links.tsx';
import {useKeys} from '../../ui/use-keys.ts';
import {useAccount, useMay} from '../account.tsx';
import classes from './new-menu.module.css';

/** Everything that can be begun from anywhere. */
export const NewMenu = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const [opened, menu] = useDisclosure(false);
	useKeys({n: menu.open});
	if (!useMay('bookkeeper')) return null;
	return (
		<Menu opened={opened} onChange={(open) => (open ? menu.open() : menu.close())} position="bottom-end" width={210}>
			<Menu.Target>
				<Button variant="default" leftSection={<PlusIcon size={16} />} aria-keyshortcuts="N" classNames={classes}>
					{t('frame.new')}
				</Button>
			</Menu.Target>
			<Menu.Dropdown>
				<LinkItem
					to="/$account/invoices/draft/{-$invoice}"
					params={{account, invoice: undefined}}
					leftSection={<InvoiceIcon size={17} />}
					data-autofocus
				>
					{t('new.invoice')}
				</LinkItem>
				<LinkItem
					to="/$account/recurring/edit/{-$template}"
					params={{account, template: undefined}}
					leftSection={<RecurringIcon size={17} />}
				>
					{t('new.recurring')}
				</LinkItem>
				<LinkItem to="/$account/customers/new" params={{account}} leftSection={<PeopleIcon size={17} />}>
					{t('new.customer')}
				</LinkItem>
				<LinkItem to="/$account/payments/new" params={{account}} leftSection={<PaymentIcon size={17} />}>
					{t('new.payment')}
				</LinkItem>
			</Menu.Dropdown>
		</Menu>
	);
};
