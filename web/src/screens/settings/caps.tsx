import {ActionIcon, Button, Group} from '@mantine/core';
import {useState} from 'react';
import {exponents} from '../../../../schemas/currencies.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {Slots} from '../../text/slots.tsx';
import {useText} from '../../text/text.tsx';
import {CloseIcon, PlusIcon} from '../../ui/icons.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {type CapForm, type CapsForm, capOf, capsForm, capsInput, jumpOf, mostCaps, perDayOf} from './caps-form.ts';
import classes from './sentence.module.css';
import {ChoiceWord, NumberWord} from './sentence-fields.tsx';
import {useAccountChange} from './use-account-change.ts';

/** Beyond which a recurring invoice waits for a person, in sentences. */
export const Caps = () => {
	const {t, locale} = useText();
	const {billing} = useAccount();
	const may = useMay('admin');
	const [form, setForm] = useState(() => capsForm(billing, locale));
	const save = useAccountChange();
	const caps = capsInput(form, locale);
	const onChange = (change: Partial<CapsForm>): void => setForm({...form, ...change});
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				if (caps) save.mutate({billing: caps});
			}}
		>
			<Section card title={t('caps.title')}>
				<p className="quiet">{t('caps.text')}</p>
				<fieldset disabled={!may} style={{border: 0, margin: '10px 0 0', padding: 0, minWidth: 0}}>
					<p className={classes.sentence}>
						<Slots
							text={t('caps.jump')}
							of={{
								factor: (
									<NumberWord
										label={t('caps.jumpLabel')}
										value={form.jump}
										invalid={jumpOf(form) === undefined}
										onChange={(jump) => onChange({jump})}
									/>
								),
							}}
						/>
					</p>
					<p className={classes.sentence}>
						<Slots
							text={t('caps.perDay')}
							of={{
								count: (
									<NumberWord
										label={t('caps.perDayLabel')}
										atLeast={3}
										value={form.perDay}
										invalid={perDayOf(form) === undefined}
										onChange={(perDay) => onChange({perDay})}
									/>
								),
							}}
						/>
					</p>
					<RunCaps runs={form.runs} onChange={(runs) => onChange({runs})} />
				</fieldset>
				{caps === undefined ? (
					<p className={classes.fault} role="alert">
						{t('caps.unreadable')}
					</p>
				) : null}
				<ProblemNote error={save.error} notDone={t('settings.failed')} />
				{may ? (
					<Group justify="flex-end" mt="sm">
						<Button type="submit" loading={save.isPending} disabled={caps === undefined}>
							{t('act.save')}
						</Button>
					</Group>
				) : null}
			</Section>
		</form>
	);
};

/** What one run may come to, a line for each currency. */
const RunCaps = ({runs, onChange}: {runs: readonly CapForm[]; onChange: (runs: readonly CapForm[]) => void}) => {
	const {t} = useText();
	const {currency: own} = useAccount();
	const used = new Set(runs.map(({currency}) => currency));
	const free = [own, 'EUR', 'USD', 'GBP', 'CHF', ...[...exponents.keys()].toSorted()].find((code) => !used.has(code));
	const set = (at: number, change: Partial<CapForm>): void =>
		onChange(runs.map((one, index) => (index === at ? {...one, ...change} : one)));
	return (
		<>
			{runs.length === 0 ? <p className={classes.sentence}>{t('caps.noRun')}</p> : null}
			<ul className={classes.list}>
				{runs.map((cap, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line keeps its place while its currency changes
					<li key={index}>
						<RunCap
							cap={cap}
							onChange={(change) => set(index, change)}
							onRemove={() => onChange(runs.filter((_, at) => at !== index))}
						/>
					</li>
				))}
			</ul>
			{free !== undefined && runs.length < mostCaps ? (
				<Button
					className={classes.add}
					variant="subtle"
					size="compact-sm"
					leftSection={<PlusIcon size={14} />}
					mt={4}
					ml={-8}
					onClick={() => onChange([...runs, {currency: free, amount: ''}])}
				>
					{t('caps.add')}
				</Button>
			) : null}
		</>
	);
};

type RunCapProps = {
	readonly cap: CapForm;
	readonly onChange: (change: Partial<CapForm>) => void;
	readonly onRemove: () => void;
};

const RunCap = ({cap, onChange, onRemove}: RunCapProps) => {
	const {t, locale} = useText();
	const {currency} = cap;
	return (
		<>
			<Slots
				text={t('caps.run')}
				of={{
					amount: (
						<NumberWord
							label={t('caps.amountLabel', {currency})}
							atLeast={9}
							decimal
							value={cap.amount}
							invalid={capOf(cap, locale) === undefined}
							onChange={(amount) => onChange({amount})}
						/>
					),
					currency: (
						<ChoiceWord
							label={t('caps.currencyLabel')}
							value={currency}
							choices={[...exponents.keys()].toSorted().map((code) => [code, code] as const)}
							onChange={(code) => onChange({currency: code})}
						/>
					),
				}}
			/>
			<ActionIcon
				className={classes.remove}
				variant="subtle"
				color="gray"
				size={26}
				aria-label={t('caps.remove', {currency})}
				onClick={onRemove}
			>
				<CloseIcon size={15} />
			</ActionIcon>
		</>
	);
};
