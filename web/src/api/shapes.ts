/** What the API answers, as schemas/ writes it down. Types only: nothing of it reaches the browser. */
import type {AccountAnswer} from '../../../schemas/account.ts';
import type {Activity as ActivityShape} from '../../../schemas/activity.ts';
import type {
	Address as AddressShape,
	Instant,
	Period,
	PlainDate,
	Role,
	PaymentTerms as TermsShape,
} from '../../../schemas/basics.ts';
import type {Item as ItemShape, TaxRate as TaxRateShape} from '../../../schemas/catalog.ts';
import type {ClockAnswer as ClockShape} from '../../../schemas/clock.ts';
import type {Customer as CustomerShape} from '../../../schemas/customer.ts';
import type {TaxCategory} from '../../../schemas/lines.ts';
import type {Member as MemberShape} from '../../../schemas/member.ts';
import type {BillingHealth as HealthShape} from '../../../schemas/operations.ts';
import type {Payment as PaymentShape, Refund as RefundShape} from '../../../schemas/payment.ts';
import type {Parked as ParkedShape, Run as RunShape} from '../../../schemas/run.ts';
import type {Ends, Schedule} from '../../../schemas/schedule.ts';
import type {Series as SeriesShape} from '../../../schemas/series.ts';

export type Account = Readonly<AccountAnswer>;
export type Activity = Readonly<ActivityShape>;
export type Address = Readonly<AddressShape>;
export type Customer = Readonly<CustomerShape>;
export type Item = Readonly<ItemShape>;
export type Member = Readonly<MemberShape>;
/** A member who has just accepted. */
export type Joined = Member & {readonly accountId: string};
export type Parked = Readonly<ParkedShape>;
export type Payment = Readonly<PaymentShape>;
export type PaymentTerms = Readonly<TermsShape>;
export type Refund = Readonly<RefundShape>;
export type Run = Readonly<RunShape>;
export type Series = Readonly<SeriesShape>;
export type TaxRate = Readonly<TaxRateShape>;
export type BillingHealth = Readonly<HealthShape>;
/** Where a test account's clock stands, and where it is going while it is moved. */
export type Clock = Readonly<ClockShape>;
export type {Ends, Instant, Period, PlainDate, Role, Schedule, TaxCategory};

export type List<T> = {readonly data: readonly T[]; readonly nextCursor: string | null};
