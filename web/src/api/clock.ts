/** What time it is for an account: its own clock (test accounts), the platform's (locally), else the browser's. */
import {useQuery} from '@tanstack/react-query';
import {clocks} from './calls.ts';
import type {Account, Instant, PlainDate} from './shapes.ts';
import {readPlatformClock} from './workbench.ts';

const hourMs = 3_600_000;

/** The day in the account's zone. Undefined until a clock that is not the browser's was read. */
export const useToday = (account: Account, workbenchUrl: string | null): PlainDate | undefined => {
	const now = useNow(account, workbenchUrl);
	return now === undefined ? undefined : dayIn(now, account.timeZone);
};

const useNow = (account: Account, workbenchUrl: string | null): Instant | undefined => {
	const isTest = account.mode === 'test';
	const own = useQuery({queryKey: [account.id, 'clock'], queryFn: () => clocks.read(account.id), enabled: isTest});
	const platform = useQuery({
		queryKey: ['clock'],
		queryFn: () => readPlatformClock(workbenchUrl ?? ''),
		enabled: workbenchUrl !== null && !isTest,
	});
	if (isTest) return own.data?.now ?? (own.isError ? browserNow() : undefined);
	if (workbenchUrl !== null) return platform.data?.now ?? (platform.isError ? browserNow() : undefined);
	return browserNow();
};

/** The browser's own clock, to the hour: enough for days, and the same over renders. */
const browserNow = (): Instant => new Date(Math.floor(Date.now() / hourMs) * hourMs).toISOString();

/** `YYYY-MM-DD` of an instant in a zone. */
export const dayIn = (instant: Instant, zone: string): PlainDate =>
	new Intl.DateTimeFormat('en-CA', {timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit'}).format(
		Date.parse(instant),
	);
