/** What we print and mail, in the languages we have. Amounts, dates and names come formatted. */

type Units = {readonly [code: string]: string};
type Declines = {readonly other: string; readonly [code: string]: string};

/** Unit codes (UN/ECE Rec 20) as people read them; an empty one is not printed. */
const units: Units = {
	HUR: 'h',
	MIN: 'min',
	DAY: 'days',
	WEE: 'weeks',
	MON: 'months',
	ANN: 'years',
	C62: '',
	H87: '',
	EA: '',
	LS: 'flat rate',
	KGM: 'kg',
	GRM: 'g',
	TNE: 't',
	LTR: 'l',
	MTR: 'm',
	KMT: 'km',
	MTK: 'm²',
	MTQ: 'm³',
	KWH: 'kWh',
	SET: 'sets',
	PR: 'pairs',
};

/** Why a card was declined, in words for the payer. What banks do not want to be told is `other`. */
const declines: Declines = {
	insufficient_funds: 'there was not enough money on the account.',
	expired_card: 'the card has expired.',
	incorrect_cvc: 'the bank did not accept the card’s data.',
	processing_error: 'the bank could not be reached.',
	issuer_not_available: 'the bank could not be reached.',
	card_velocity_exceeded: 'the limit of the card was reached.',
	withdrawal_count_limit_exceeded: 'the limit of the card was reached.',
	revocation_of_authorization: 'the permission to charge the card was withdrawn.',
	no_card: 'no card is saved.',
	other: 'the bank declined the payment.',
};

export const english = {
	language: 'en',
	invoice: 'Invoice',
	prepayment: 'Prepayment invoice',
	lateFee: 'Late fee',
	lateFeeOn: (number: string) => `Late fee on ${number}`,
	/** The tax rate of late fees, and why it carries none. */
	untaxed: 'Outside the scope of VAT',
	untaxedReason: 'Compensation for late payment, outside the scope of VAT.',
	creditNote: 'Credit note',
	cancellation: 'Cancellation',
	draft: (title: string) => `${title} (draft)`,
	numbered: (title: string, number: string) => `${title} ${number}`,

	number: 'Number',
	issueDate: 'Issue date',
	issueDateOfCredit: 'Issue date',
	dueDate: 'Due date',
	supplyDate: 'Date of supply',
	period: 'Period',
	purchaseOrder: 'Purchase order',
	buyerReference: 'Your reference',
	originalInvoice: 'For invoice',
	reason: 'Reason',
	from: 'From',
	billTo: 'Bill to',
	deliverTo: 'Deliver to',
	erased: 'Details erased',
	vatId: 'VAT ID',
	taxNumber: 'Tax number',

	description: 'Description',
	quantity: 'Quantity',
	unitPrice: 'Unit price',
	unitPriceGross: 'Price incl. tax',
	tax: 'Tax',
	amount: (currency: string) => `Amount (${currency})`,
	netAmount: (currency: string) => `Net (${currency})`,
	withTax: (amount: string) => `${amount} including tax`,
	discount: 'Discount',
	surcharge: 'Surcharge',

	subtotal: 'Subtotal',
	net: 'Net total',
	taxOn: (name: string, percent: string, taxable: string) => `${name} ${percent} on ${taxable}`,
	taxAccount: (currency: string) => `Total tax in ${currency}`,
	rate: (one: string, other: string) => `at ${one} = ${other}`,
	rounding: 'Rounding',
	total: 'Total',
	totalCredited: 'Total credited',
	dueBy: (amount: string, date: string) => `${amount} due by ${date}`,
	nothingDue: 'Nothing to pay',
	credited: (amount: string) => `${amount} credited`,

	payment: 'Payment',
	chargedAutomatically: 'The amount is charged to your saved payment method. There is nothing you need to do.',
	transfer: (amount: string, date: string) => `Please transfer ${amount} by ${date}.`,
	payee: 'Account holder',
	iban: 'IBAN',
	bic: 'BIC',
	paymentReference: 'Reference',
	payOnline: 'Pay online',
	seeOnline: 'See this invoice online',
	scanToPay: 'Scan to pay',
	notes: 'Notes',
	terms: 'Terms',
	page: (page: number, pages: number) => `Page ${page} of ${pages}`,

	units,

	statutory: {
		AE: 'Reverse charge: the recipient is liable for the VAT (Art. 196 of Directive 2006/112/EC).',
		K: 'Intra-Community supply, exempt from VAT (Art. 138 of Directive 2006/112/EC).',
		G: 'Export outside the EU, exempt from VAT (Art. 146 of Directive 2006/112/EC).',
		E: 'Exempt from VAT.',
	},

	mail: {
		hello: (name: string | null) => (name === null ? 'Hello,' : `Hello ${name},`),
		bye: 'Kind regards',
		attached: 'It is attached as a PDF.',
		invoiceSubject: (title: string, number: string, seller: string) => `${title} ${number} from ${seller}`,
		invoiceLead: (title: string, number: string, amount: string, due: string) =>
			`Here is ${title.toLowerCase()} ${number} for ${amount}, due by ${due}.`,
		autoLead: (title: string, number: string, amount: string, on: string | null) =>
			`Here is ${title.toLowerCase()} ${number} for ${amount}. It is charged to your saved payment method${on ? ` on ${on}` : ''}; there is nothing you need to do.`,
		zeroLead: (title: string, number: string) => `Here is ${title.toLowerCase()} ${number}. There is nothing to pay.`,
		settledLead: (title: string, number: string, amount: string) =>
			`Here is ${title.toLowerCase()} ${number} for ${amount}. Nothing is left to pay.`,
		receiptSubject: (number: string, seller: string) => `Paid: invoice ${number} from ${seller}`,
		receiptLead: (number: string, amount: string) =>
			`We received your payment of ${amount} for invoice ${number}. It is paid in full. Thank you!`,
		partSubject: (number: string, seller: string) => `Payment received for invoice ${number} from ${seller}`,
		partLead: (number: string, paid: string, open: string) =>
			`Thank you for your payment of invoice ${number}. So far we received ${paid}; ${open} is still open.`,
		reminderSubject: (number: string, seller: string) => `Reminder: invoice ${number} from ${seller}`,
		reminderLead: (number: string, amount: string, due: string) =>
			`${amount} of invoice ${number} is still open; it is due by ${due}. If you have paid in the meantime, please disregard this message.`,
		overdueLead: (number: string, amount: string, due: string) =>
			`${amount} of invoice ${number} was due on ${due} and is still open. If you have paid in the meantime, please disregard this message.`,
		lateFeeLead: (number: string, original: string, amount: string, due: string) =>
			`Invoice ${original} is overdue. For that we charge a late fee of ${amount}, due by ${due}: here is ${number}. Invoice ${original} itself is still to be paid.`,
		failedSubject: (number: string, seller: string) => `Payment failed: invoice ${number} from ${seller}`,
		failedLead: (number: string, amount: string, reason: string) =>
			`We could not charge ${amount} for invoice ${number}: ${reason} Please pay by the link below; a new card can be given there.`,
		retryOn: (date: string) => `We try again on ${date}.`,
		actionSubject: (number: string, seller: string) => `Please confirm your payment: invoice ${number} from ${seller}`,
		actionLead: (number: string, amount: string) =>
			`Your bank wants you to confirm the payment of ${amount} for invoice ${number} yourself. It takes a minute by the link below.`,
		creditSubject: (title: string, number: string, seller: string) => `${title} ${number} from ${seller}`,
		creditLead: (title: string, number: string, amount: string) =>
			`Here is ${title.toLowerCase()} ${number} for ${amount}.`,
		pay: (amount: string) => `Pay ${amount}`,
		confirm: 'Confirm payment',
		view: 'View invoice',
		linkCaution: 'Our mails only link to this address:',
	},

	declines,

	hosted: {
		from: (seller: string) => `from ${seller}`,
		dueOn: (date: string) => `Due ${date}`,
		overdueSince: (date: string) => `Overdue since ${date}`,
		open: 'Open',
		overdue: 'Overdue',
		paid: 'Paid',
		void: 'Void',
		processing: 'Processing',
		thanks: 'Paid. Thank you!',
		paidOn: (date: string) => `Paid on ${date}`,
		settled: 'Nothing is left to pay.',
		voidText: 'This invoice was cancelled. There is nothing to pay.',
		processingText: 'A payment is on its way. Nothing more needs to be done; it may take a few days with bank debits.',
		confirming: 'Payment is being confirmed',
		confirmingText: 'This takes a few seconds. Look again to see the result.',
		refresh: 'Look again',
		failedText: (reason: string) => `The last payment failed: ${reason}`,
		scheduledText: (date: string) => `Your saved payment method is charged on ${date}. You can also pay now.`,
		remaining: (paid: string) => `${paid} of it is already paid.`,
		pay: (amount: string) => `Pay ${amount}`,
		payHow: 'By card, on the secure page of our payment provider',
		payPart: 'Pay a part',
		partAmount: (currency: string) => `Amount in ${currency}`,
		choose: 'Continue with this amount',
		wrongAmount: (most: string) => `Please enter an amount up to ${most}.`,
		byTransfer: 'By bank transfer',
		scan: 'Scan with your banking app',
		download: 'Download PDF',
		billedTo: 'Billed to',
		what: 'What it is for',
		cardSaved: 'Thank you. Your card is saved.',
		cardSavedText: 'You can close this page.',
		cardLeft: 'No card was saved',
		cardLeftText: 'You can close this page, or open the link again when you like.',
		notFound: 'This page does not exist',
		notFoundText: 'The link may be incomplete. Please open it again from the mail, or ask whoever sent it to you.',
		unavailable: 'Please try again',
		unavailableText: 'Something we depend on did not answer. Nothing was done.',
		caution: (host: string) => `You are at ${host}. We never ask for card details on this page.`,
	},
};

export type Words = typeof english;
