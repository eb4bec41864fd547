import {useState} from 'react';
import {exponents} from '../../../../schemas/currencies.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {RemoveLine} from '../../ui/remove-line.tsx';
import {
	type CapForm,
	type CapsForm,
	capOf,
	capsForm,
	capsInput,
	isTwice,
	jumpOf,
	mostCaps,
	perDayOf,
} from './caps-form.ts';
import {nextLineKey, Sentence, SentenceList} from './sentence.tsx';
import {ChoiceWord, NumberWord} from './sentence-fields.tsx';
import {SettingsForm} from './settings-form.tsx';

/** Beyond which a recurring invoice waits for a person, in sentences. */
export const Caps = () => {
	const {t, locale} = useText();
	const {billing} = useAccount();
	const [form, setForm] = useState(() => capsForm(billing, locale));
	const caps = capsInput(form, locale);
	const onChange = (change: Partial<CapsForm>): void => setForm({...form, ...change});
	const isJumpWrong = jumpOf(form) === undefined;
	const isPerDayWrong = perDayOf(form) === undefined;
	return (
		<SettingsForm title={t('caps.title')} change={caps && {billing: caps}}>
			<p className="quiet" style={{marginBottom: 8}}>
				{t('caps.text')}
			</p>
			<Sentence
				text={t('caps.jump')}
				fault={isJumpWrong ? t('caps.jumpFault') : undefined}
				of={{
					factor: (
						<NumberWord
							label={t('caps.jumpLabel')}
							value={form.jump}
							invalid={isJumpWrong}
							onChange={(jump) => onChange({jump})}
						/>
					),
				}}
			/>
			<Sentence
				text={t('caps.perDay')}
				fault={isPerDayWrong ? t('caps.perDayFault') : undefined}
				of={{
					count: (
						<NumberWord
							label={t('caps.perDayLabel')}
							atLeast={3}
							value={form.perDay}
							invalid={isPerDayWrong}
							onChange={(perDay) => onChange({perDay})}
						/>
					),
				}}
			/>
			<RunCaps runs={form.runs} onChange={(runs) => onChange({runs})} />
		</SettingsForm>
	);
};

/** What one run may come to, a line for each currency. */
const RunCaps = ({runs, onChange}: {runs: readonly CapForm[]; onChange: (runs: readonly CapForm[]) => void}) => {
	const {t} = useText();
	const {currency: own} = useAccount();
	const used = new Set(runs.map(({currency}) => currency));
	const free = [own, 'EUR', 'USD', 'GBP', 'CHF', ...[...exponents.keys()].toSorted()].find((code) => !used.has(code));
	const mayAdd = free !== undefined && runs.length < mostCaps;
	return (
		<SentenceList
			each={runs}
			none={t('caps.noRun')}
			add={t('caps.add')}
			onAdd={mayAdd ? () => onChange([...runs, {key: nextLineKey(runs), currency: free, amount: ''}]) : null}
		>
			{(cap) => (
				<RunCap
					cap={cap}
					isTwice={isTwice(cap, runs)}
					onChange={(change) => onChange(runs.map((one) => (one.key === cap.key ? {...one, ...change} : one)))}
					onRemove={() => onChange(runs.filter(({key}) => key !== cap.key))}
				/>
			)}
		</SentenceList>
	);
};

type RunCapProps = {
	readonly cap: CapForm;
	readonly isTwice: boolean;
	readonly onChange: (change: Partial<CapForm>) => void;
	readonly onRemove: () => void;
};

const RunCap = ({cap, isTwice, onChange, onRemove}: RunCapProps) => {
	const {t, locale} = useText();
	const {currency} = cap;
	const isWrong = capOf(cap, locale) === undefined;
	return (
		<Sentence
			text={t('caps.run')}
			fault={isWrong ? t('caps.runFault') : isTwice ? t('caps.runTwice', {currency}) : undefined}
			unfinished={isWrong && cap.amount === ''}
			end={<RemoveLine label={t('caps.remove', {currency})} onRemove={onRemove} />}
			of={{
				amount: (
					<NumberWord
						label={t('caps.amountLabel', {currency})}
						atLeast={9}
						decimal
						value={cap.amount}
						invalid={isWrong}
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
	);
};
