import {Kbd, Modal} from '@mantine/core';
import {useNavigate} from '@tanstack/react-router';
import {useSyncExternalStore} from 'react';
import type {TextKey} from '../../text/catalogue.ts';
import {useText} from '../../text/text.tsx';
import {useKeys} from '../../ui/use-keys.ts';
import {useAccount} from '../account.tsx';
import {places} from './places.ts';
import {showShortcuts} from './shortcut-sheet-state.ts';
import classes from './shortcuts.module.css';

const others: readonly (readonly [keys: readonly string[], text: TextKey])[] = [
	[['Ctrl/⌘', 'K'], 'shortcut.search'],
	[['N'], 'shortcut.new'],
	[['C'], 'shortcut.invoice'],
	[['↑', '↓'], 'shortcut.walk'],
	[['Enter'], 'shortcut.open'],
	[['Esc'], 'shortcut.close'],
	[['Alt', '↑ ↓'], 'shortcut.reorder'],
	[['Ctrl/⌘', 'Enter'], 'shortcut.finish'],
	[['?'], 'shortcut.list'],
];

/** The keys that work on every screen, and the list of all of them. */
export const Shortcuts = () => {
	const {t} = useText();
	const navigate = useNavigate();
	const {id: account} = useAccount();
	const shown = useSyncExternalStore(showShortcuts.subscribe, showShortcuts.get);
	useKeys({
		'?': () => showShortcuts.set(true),
		c: () => navigate({to: '/$account/invoices/draft/{-$invoice}', params: {account, invoice: undefined}}),
		...Object.fromEntries(places.map(({key, to}) => [`g ${key}`, () => navigate({to, params: {account}})])),
	});
	return (
		<Modal
			opened={shown}
			onClose={() => showShortcuts.set(false)}
			title={t('frame.shortcuts')}
			closeButtonProps={{'aria-label': t('act.close')}}
		>
			<dl className={classes.list}>
				{places.map(({key, text}) => (
					<Shortcut key={key} keys={['G', key.toUpperCase()]} text={t('shortcut.go', {place: t(text)})} />
				))}
				{others.map(([keys, text]) => (
					<Shortcut key={text} keys={keys} text={t(text)} />
				))}
			</dl>
			<p className="quiet">{t('shortcut.off')}</p>
		</Modal>
	);
};

const Shortcut = ({keys, text}: {keys: readonly string[]; text: string}) => (
	<div>
		<dt>{text}</dt>
		<dd>
			{keys.map((key) => (
				<Kbd key={key}>{key}</Kbd>
			))}
		</dd>
	</div>
);
