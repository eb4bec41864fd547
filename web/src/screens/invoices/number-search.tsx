import {TextInput} from '@mantine/core';
import {useDebouncedCallback} from '@mantine/hooks';
import {useNavigate, useSearch} from '@tanstack/react-router';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {SearchIcon} from '../../ui/icons.tsx';

/** Narrows the list to numbers that begin so; part of the address. */
export const NumberSearch = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const search = useSearch({from: '/$account/invoices'});
	const navigate = useNavigate();
	const find = useDebouncedCallback((q: string) => {
		navigate({
			to: '/$account/invoices',
			params: {account},
			search: {...search, q: q === '' ? undefined : q},
			replace: true,
		});
	}, 250);
	return (
		<TextInput
			type="search"
			size="xs"
			aria-label={t('invoices.search')}
			placeholder={t('invoices.search')}
			leftSection={<SearchIcon size={15} />}
			defaultValue={search.q ?? ''}
			onChange={(event) => find(event.currentTarget.value.trim())}
		/>
	);
};
