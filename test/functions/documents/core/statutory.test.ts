import test from 'ava';
import {invoiceModel} from '../../../../functions/documents/core/document-model.ts';
import {statutoryTexts} from '../../../../functions/documents/core/statutory.ts';
import {wordsOf} from '../../../../functions/documents/core/words.ts';
import type {AppliedTaxRate} from '../../../../schemas/lines.ts';
import {contentOf, invoiceOf, lineOf, partyOf, sellerOf, vat19} from '../printed.ts';

const textsFor = (rate: Partial<AppliedTaxRate>, locale = 'en') => {
	const content = contentOf({lines: [lineOf({taxRates: [{...vat19, percent: '0', ...rate}]})]});
	return statutoryTexts(invoiceOf({}, content).totals.taxes, content, wordsOf(locale));
};

for (const [category, english, german] of [
	['AE', /^Reverse charge.*\(VATEX-EU-AE\)\.$/, /^Steuerschuldnerschaft des Leistungsempfängers.*\(VATEX-EU-AE\)\.$/],
	['K', /^Intra-Community supply.*\(VATEX-EU-IC\)\.$/, /innergemeinschaftliche Lieferung.*\(VATEX-EU-IC\)\.$/],
	['G', /^Export.*\(VATEX-EU-G\)\.$/, /^Steuerfreie Ausfuhrlieferung.*\(VATEX-EU-G\)\.$/],
	['E', /^Exempt from VAT\.$/, /^Von der Umsatzsteuer befreit\.$/],
] as const) {
	test(`category ${category} prints its text in the document’s language`, (t) => {
		t.regex(textsFor({category})[0] ?? '', english);
		t.regex(textsFor({category}, 'de-AT')[0] ?? '', german);
	});
}

test('a rate’s own reason and code go before the usual ones', (t) => {
	const rate = {category: 'E', reason: 'Kleinunternehmer, § 19 UStG.', exemptionCode: 'VATEX-FR-FRANCHISE'} as const;
	t.deepEqual(textsFor(rate), ['Kleinunternehmer, § 19 UStG (VATEX-FR-FRANCHISE).']);
});

test('standard and zero rates print nothing, “not subject” only its own reason', (t) => {
	t.deepEqual(textsFor({category: 'S', percent: '19'}), []);
	t.deepEqual(textsFor({category: 'Z'}), []);
	t.deepEqual(textsFor({category: 'O'}), []);
	t.deepEqual(textsFor({category: 'O', reason: 'Outside the scope.'}), ['Outside the scope.']);
});

test('the text stands on the printed invoice', (t) => {
	const content = contentOf({lines: [lineOf({taxRates: [{...vat19, category: 'AE', percent: '0'}]})]});
	const model = invoiceModel(invoiceOf({}, content), {seller: sellerOf(), party: partyOf(), hostedUrl: null});
	t.regex(model.statutory.join(), /Reverse charge/);
});
