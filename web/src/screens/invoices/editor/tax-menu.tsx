import {Button, Menu} from '@mantine/core';
import type {TaxRate} from '../../../api/shapes.ts';
import {useText} from '../../../text/text.tsx';
import {CheckIcon} from '../../../ui/icons.tsx';
import classes from './tax-menu.module.css';

type Props = {
	readonly label: string;
	readonly rates: readonly TaxRate[];
	readonly chosen: readonly string[];
	readonly onChange: (ids: readonly string[]) => void;
};

/** The taxes of a line: at most one of each scheme, so that choosing replaces its like. */
export const TaxMenu = ({label, rates, chosen, onChange}: Props) => {
	const {t, format} = useText();
	const shown = rates.filter(({id}) => chosen.includes(id));
	const toggle = (rate: TaxRate): void => {
		if (chosen.includes(rate.id)) onChange(chosen.filter((id) => id !== rate.id));
		else onChange([...shown.filter(({scheme}) => scheme !== rate.scheme).map(({id}) => id), rate.id]);
	};
	return (
		<Menu position="bottom-start" width={260} checkIcon={<CheckIcon size={15} />}>
			<Menu.Target>
				<Button variant="default" fullWidth px={10} className={classes.button ?? ''}>
					<span className="unseen">{label}</span>
					{shown.length === 0 ? t('editor.noTax') : shown.map(({percent}) => format.percent(percent)).join(' + ')}
				</Button>
			</Menu.Target>
			<Menu.Dropdown>
				{rates.map((rate) => (
					<Menu.CheckboxItem key={rate.id} checked={chosen.includes(rate.id)} onChange={() => toggle(rate)}>
						{rate.name} <span className="quiet">{format.percent(rate.percent)}</span>
					</Menu.CheckboxItem>
				))}
				<Menu.CheckboxItem checked={shown.length === 0} onChange={() => onChange([])}>
					{t('editor.noTax')}
				</Menu.CheckboxItem>
			</Menu.Dropdown>
		</Menu>
	);
};
