/** Faults that somebody asked for: which call fails next, and how. Kept where `store` keeps them, so that a crash does not repeat itself. */
import {z} from 'zod';

export const faultKinds = ['error', 'timeout_before', 'timeout_after', 'delay', 'crash_before', 'crash_after'] as const;

export const FaultRequest = z.strictObject({
	port: z.string().min(1).max(40),
	operation: z.string().min(1).max(40),
	kind: z.enum(faultKinds),
	/** How often it happens; absent: until it is taken away. */
	times: z.int().min(1).max(100_000).optional(),
	/** Only every nth call of the operation fails; absent: every one. */
	everyNth: z.int().min(1).max(100_000).optional(),
	delayMs: z.int().min(0).max(600_000).optional(),
});
export type FaultRequest = z.infer<typeof FaultRequest>;

/** `left`: how often it still happens, null for ever. `calls`: calls seen, for `everyNth`. */
export const Fault = FaultRequest.extend({id: z.string(), left: z.int().nullable(), calls: z.int()});
export type Fault = z.infer<typeof Fault>;
export const FaultList = z.array(Fault);

/** Changes are on disk (or in the document that processes share) when `change` resolves. */
export type FaultStore = {
	list(): Promise<readonly Fault[]>;
	/** `decide` may run again when another process was faster. */
	change(decide: (faults: readonly Fault[]) => readonly Fault[]): Promise<void>;
};

export const added = (faults: readonly Fault[], request: FaultRequest, id: string): readonly Fault[] => [
	...faults,
	{...request, id, left: request.times ?? null, calls: 0},
];

/**
 * Counts one call of an operation: the fault it meets, if any, and the list that remains, with `times` counted down.
 * The oldest fault that is its turn wins; the others do not see the call.
 */
export const met = (
	faults: readonly Fault[],
	call: {readonly port: string; readonly operation: string},
): {readonly fault: Fault | undefined; readonly rest: readonly Fault[]} => {
	const concerns = (fault: Fault): boolean => fault.port === call.port && fault.operation === call.operation;
	const fault = faults.find((each) => concerns(each) && (each.calls + 1) % (each.everyNth ?? 1) === 0);
	const rest = faults.flatMap((each) => {
		if (each !== fault) return fault === undefined && concerns(each) ? [{...each, calls: each.calls + 1}] : [each];
		const left = each.left === null ? null : each.left - 1;
		return left === 0 ? [] : [{...each, left, calls: each.calls + 1}];
	});
	return {fault, rest};
};
