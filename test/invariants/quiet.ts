/** What is known besides the documents once all is quiet. */
import type {Instant} from '../../schemas/basics.ts';
import type {Provider} from './provider.ts';

/** A mail as it arrived, told apart by the name that `mail.send` gives it: `{invoice or credit note}:{kind}:{count}`. */
export type ArrivedMail = {readonly key: string; readonly to: readonly string[]};

export type Quiet = {
	/** The platform's clock; a test account has its own. */
	readonly now: (accountId: string) => Instant;
	/** What the payment provider knows; without it money is only checked within the documents. */
	readonly provider?: Provider;
	/**
	 * Every mail that arrived, each delivery one row; without them only what the documents say is checked. Of invoices that
	 * nobody has sent again by hand.
	 */
	readonly mails?: readonly ArrivedMail[];
};
