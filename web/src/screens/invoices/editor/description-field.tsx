import {Combobox, Textarea, useCombobox} from '@mantine/core';
import {type KeyboardEvent, useMemo} from 'react';
import type {Item} from '../../../api/shapes.ts';
import {digitsOf} from '../../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../../text/numbers.ts';
import {useText} from '../../../text/text.tsx';

type Props = {
	readonly label: string;
	readonly value: string;
	readonly items: readonly Item[];
	readonly error: string | undefined;
	readonly onChange: (description: string) => void;
	readonly onItem: (item: Item) => void;
	readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

const mostShown = 6;

/** What is billed; items of the catalogue are offered while one types. Shift+Enter breaks the line. */
export const DescriptionField = ({label, value, items, error, onChange, onItem, onKeyDown}: Props) => {
	const {t, locale} = useText();
	const combobox = useCombobox({onDropdownClose: () => combobox.resetSelectedOption()});
	const wanted = value.trim().toLowerCase();
	const found = useMemo(
		() =>
			items
				.filter(({name, description}) => `${name} ${description ?? ''}`.toLowerCase().includes(wanted))
				.slice(0, mostShown),
		[items, wanted],
	);
	const isShown = combobox.dropdownOpened && found.length > 0 && !found.some(({name}) => name === value);
	return (
		<Combobox
			store={combobox}
			position="bottom-start"
			width={380}
			onOptionSubmit={(id) => {
				const item = items.find((one) => one.id === id);
				if (item) onItem(item);
				combobox.closeDropdown();
			}}
		>
			<Combobox.EventsTarget withExpandedAttribute={isShown}>
				<Textarea
					autosize
					minRows={1}
					maxRows={8}
					aria-label={label}
					placeholder={t('editor.descriptionHint')}
					data-field="description"
					maxLength={2000}
					value={value}
					error={error}
					onChange={(event) => {
						onChange(event.currentTarget.value);
						combobox.resetSelectedOption();
						combobox.openDropdown();
					}}
					onBlur={() => combobox.closeDropdown()}
					onKeyDown={(event) => {
						if (event.key === 'Escape' && isShown) {
							event.stopPropagation();
							combobox.closeDropdown();
						}
						const choosing = isShown && combobox.getSelectedOptionIndex() !== -1;
						if (!(event.key === 'Enter' && choosing)) onKeyDown(event);
					}}
				/>
			</Combobox.EventsTarget>
			<Combobox.DropdownTarget>
				<span />
			</Combobox.DropdownTarget>
			<Combobox.Dropdown hidden={!isShown}>
				<Combobox.Options aria-label={t('palette.results')}>
					{found.map((item) => (
						<Combobox.Option key={item.id} value={item.id}>
							{item.name}
							<span className="quiet figures">{` · ${writeDecimal(fromMinor(item.unitAmount, digitsOf(item.currency)), locale)} ${item.currency}`}</span>
						</Combobox.Option>
					))}
				</Combobox.Options>
			</Combobox.Dropdown>
		</Combobox>
	);
};
