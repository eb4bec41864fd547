import {Kbd, Modal} from '@mantine/core';
import type {TextKey} from '../../text/catalogue.ts';
import {useText} from '../../text/text.tsx';
import {places} from './places.ts';
import classes from './shortcut-sheet.module.css';

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

/** All keys there are. */
export const ShortcutSheet = ({onClose}: {onClose: () => void}) => {
	const {t} = useText();
	return (
		<Modal opened onClose={onClose} title={t('frame.shortcuts')} closeButtonProps={{'aria-label': t('act.close')}}>
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
