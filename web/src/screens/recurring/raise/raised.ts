import {templates} from '../../../api/billing.ts';
import type {RaisedPrices, RaisedTemplate} from '../../../api/invoice-shapes.ts';
import type {PlainDate} from '../../../api/shapes.ts';

type Asked = {readonly percent: string; readonly from: PlainDate; readonly dryRun: boolean};
const mostCalls = 100;

/** Asks for all pages, a thousand templates each. With a key each page has its own, so that asking again repeats nothing. */
export const allRaised = async (
	account: string,
	asked: Asked,
	{idempotencyKey, signal}: {readonly idempotencyKey?: string; readonly signal?: AbortSignal},
): Promise<readonly RaisedTemplate[]> => {
	const rows: RaisedTemplate[] = [];
	let cursor: string | null = null;
	for (let calls = 0; calls < mostCalls; calls += 1) {
		const page: RaisedPrices = await templates.raise(account, asked, {
			cursor,
			...(idempotencyKey === undefined ? {} : {idempotencyKey: `${idempotencyKey}-${calls}`}),
			...(signal === undefined ? {} : {signal}),
		});
		rows.push(...page.data);
		cursor = page.nextCursor;
		if (cursor === null) break;
	}
	return rows;
};
