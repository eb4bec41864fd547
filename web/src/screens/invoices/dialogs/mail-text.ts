/** How the standard mail begins, to show before it goes; the platform writes the real one in the customer's language. */
type Words = {readonly seller: string; readonly number: string; readonly amount: string; readonly due: string};

export const mailFor = (
	locale: string,
	{seller, number, amount, due}: Words,
): {readonly subject: string; readonly message: string} =>
	locale.startsWith('de')
		? {
				subject: `Rechnung ${number} von ${seller}`.replace('  ', ' '),
				message:
					`Guten Tag,\n\nanbei Ihre Rechnung ${number} über ${amount}${due === '' ? '' : `, fällig am ${due}`}.\n\nFreundliche Grüße\n${seller}`.replace(
						'  ',
						' ',
					),
			}
		: {
				subject: `Invoice ${number} from ${seller}`.replace('  ', ' '),
				message:
					`Hello,\n\nhere is your invoice ${number} over ${amount}${due === '' ? '' : `, due on ${due}`}.\n\nKind regards\n${seller}`.replace(
						'  ',
						' ',
					),
			};
