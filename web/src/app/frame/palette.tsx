import {Modal} from '@mantine/core';
import {useDebouncedValue} from '@mantine/hooks';
import {useQuery} from '@tanstack/react-query';
import {useNavigate} from '@tanstack/react-router';
import {type KeyboardEvent, type ReactNode, useId, useState} from 'react';
import {invoices} from '../../api/billing.ts';
import {useCustomers} from '../../api/names.ts';
import {useText} from '../../text/text.tsx';
import {InvoiceIcon, PeopleIcon, PlusIcon, RaiseIcon, RecurringIcon, SearchIcon} from '../../ui/icons.tsx';
import {useFocusGivenBack} from '../../ui/use-focus-given-back.ts';
import {useAccount} from '../account.tsx';
import classes from './palette.module.css';
import {places} from './places.ts';

type Entry = {
	readonly key: string;
	readonly title: string;
	readonly hint?: string | null;
	readonly icon: ReactNode;
	readonly run: () => void;
};

/** Finds customers, invoices, screens and actions by typing; arrows choose, Enter goes. */
export const Palette = ({onClose}: {onClose: () => void}) => {
	const {t} = useText();
	const list = useId();
	useFocusGivenBack();
	const [typed, setTyped] = useState('');
	const [chosen, setChosen] = useState(0);
	const entries = useEntries(typed, onClose);
	const at = Math.min(chosen, entries.length - 1);
	const onKeyDown = (event: KeyboardEvent): void => {
		const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
		if (step !== undefined) {
			event.preventDefault();
			setChosen((at + step + entries.length) % Math.max(entries.length, 1));
		}
		if (event.key === 'Enter') {
			event.preventDefault();
			entries[at]?.run();
		}
	};
	return (
		<Modal.Root opened onClose={onClose} padding={0} radius="md" size={560} yOffset="12vh">
			<Modal.Overlay />
			<Modal.Content aria-label={t('frame.search')}>
				<Modal.Body>
					<div className={classes.field}>
						<SearchIcon />
						<input
							// biome-ignore lint/a11y/noAutofocus: opening the palette is asking to type
							autoFocus
							role="combobox"
							aria-label={t('frame.search')}
							aria-expanded="true"
							aria-controls={list}
							aria-activedescendant={entries[at] ? `${list}-${at}` : undefined}
							placeholder={t('palette.placeholder')}
							value={typed}
							onChange={(event) => {
								setTyped(event.currentTarget.value);
								setChosen(0);
							}}
							onKeyDown={onKeyDown}
						/>
					</div>
					<div id={list} role="listbox" aria-label={t('palette.results')} className={classes.list}>
						{entries.map((entry, index) => (
							<div
								key={entry.key}
								id={`${list}-${index}`}
								role="option"
								tabIndex={-1}
								aria-selected={index === at}
								className={classes.entry}
								ref={index === at ? intoView : undefined}
								onMouseMove={() => setChosen(index)}
								onClick={entry.run}
								onKeyDown={undefined}
							>
								{entry.icon}
								<span className={classes.title}>{entry.title}</span>
								<span className={classes.hint}>{entry.hint}</span>
							</div>
						))}
					</div>
					{entries.length === 0 ? <p className={classes.none}>{t('palette.none', {typed})}</p> : null}
				</Modal.Body>
			</Modal.Content>
		</Modal.Root>
	);
};

const intoView = (element: HTMLElement | null): void => element?.scrollIntoView({block: 'nearest'});

const useEntries = (typed: string, onClose: () => void): readonly Entry[] => {
	const {t, format} = useText();
	const {id: account} = useAccount();
	const navigate = useNavigate();
	const go = (there: () => void) => () => {
		onClose();
		there();
	};
	const wanted = typed.trim().toLowerCase();
	const customers = useCustomers(account).data ?? [];
	const found = customers.filter(
		({name, email}) => wanted.length > 0 && `${name} ${email ?? ''}`.toLowerCase().includes(wanted),
	);
	const numbered = useNumbered(account, typed.trim());
	return [
		...found.slice(0, mostHits).map(({id, name, email}) => ({
			key: id,
			title: name,
			hint: email ?? null,
			icon: <PeopleIcon />,
			run: go(() => navigate({to: '/$account/customers/$customer', params: {account, customer: id}})),
		})),
		...numbered.map(({id, number, total, currency}) => ({
			key: id,
			title: number ?? id,
			hint: format.money(total, currency),
			icon: <InvoiceIcon />,
			run: go(() => navigate({to: '/$account/invoices/$invoice', params: {account, invoice: id}})),
		})),
		...[
			{
				key: 'invoice',
				title: t('new.invoice'),
				icon: <PlusIcon />,
				run: go(() => navigate({to: '/$account/invoices/draft/{-$invoice}', params: {account, invoice: undefined}})),
			},
			{
				key: 'recurring',
				title: t('new.recurring'),
				icon: <PlusIcon />,
				run: go(() => navigate({to: '/$account/recurring/edit/{-$template}', params: {account, template: undefined}})),
			},
			{
				key: 'customer',
				title: t('new.customer'),
				icon: <PlusIcon />,
				run: go(() => navigate({to: '/$account/customers/new', params: {account}})),
			},
			{
				key: 'payment',
				title: t('new.payment'),
				icon: <PlusIcon />,
				run: go(() => navigate({to: '/$account/payments/new', params: {account}})),
			},
			{
				key: 'runs',
				title: t('recurring.tab.runs'),
				hint: t('frame.recurring'),
				icon: <RecurringIcon />,
				run: go(() => navigate({to: '/$account/recurring/runs', params: {account}})),
			},
			{
				key: 'hold',
				title: t('recurring.tab.hold'),
				hint: t('frame.recurring'),
				icon: <RecurringIcon />,
				run: go(() => navigate({to: '/$account/recurring/on-hold', params: {account}})),
			},
			{
				key: 'prices',
				title: t('raise.title'),
				hint: t('frame.recurring'),
				icon: <RaiseIcon />,
				run: go(() => navigate({to: '/$account/recurring/prices', params: {account}})),
			},
			...places.map(({to, text, Icon}) => ({
				key: to,
				title: t(text),
				hint: t('palette.screen'),
				icon: <Icon />,
				run: go(() => navigate({to, params: {account}})),
			})),
		].filter(({title}) => title.toLowerCase().includes(wanted)),
	];
};

/** Invoices whose number begins so. */
const useNumbered = (account: string, typed: string) => {
	const [q] = useDebouncedValue(typed.toUpperCase(), 150);
	const {data} = useQuery({
		queryKey: [account, 'invoices', 'numbered', q],
		queryFn: ({signal}) => invoices.list(account, {q, limit: mostHits}, signal),
		enabled: q.length >= 2,
		placeholderData: (before) => before,
	});
	return q.length >= 2 ? (data?.data ?? []) : [];
};

const mostHits = 6;
