/** How one transfer is spread over open invoices. Pure. */
type Open = {readonly id: string; readonly amountDue: number};

/** From the earliest due on, as far as the money goes: what the person can then change. */
export const spreadOver = (open: readonly Open[], amount: number): Readonly<Record<string, number>> => {
	const shares: Record<string, number> = {};
	let left = Math.max(amount, 0);
	for (const {id, amountDue} of open) {
		shares[id] = Math.min(left, amountDue);
		left -= shares[id] ?? 0;
	}
	return shares;
};

export const allocated = (shares: Readonly<Record<string, number>>): number =>
	Object.values(shares).reduce((sum, share) => sum + share, 0);
