import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useNavigate, useParams} from '@tanstack/react-router';
import {customers} from '../../api/calls.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Sheet} from '../../ui/sheet.tsx';
import {CustomerSheet} from './customer-sheet.tsx';

/** A blank one. */
export const NewCustomer = () => <CustomerSheet customer={null} />;

/** One that is there. */
export const EditCustomer = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {customer: id} = useParams({from: '/$account/customers/$customer/edit'});
	const navigate = useNavigate();
	const {data, error} = useQuery({
		queryKey: [account, 'customers', id],
		queryFn: () => customers.get(account, id),
		refetchOnWindowFocus: false,
	});
	if (data) return <CustomerSheet key={id} customer={data} />;
	return (
		<Sheet size="form" title={t('act.edit')} onClose={() => navigate({to: '/$account/customers', params: {account}})}>
			<ProblemNote error={error} />
			{error ? null : <Skeleton height={380} />}
		</Sheet>
	);
};
