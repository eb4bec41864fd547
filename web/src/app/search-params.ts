/** What addresses may say; anything else in them is passed over. */
export const invoiceTabs = ['drafts', 'open', 'overdue', 'paid'] as const;
export type InvoiceTab = (typeof invoiceTabs)[number];
/** Which invoices: a saved filter, numbers that begin so, one customer's. */
export type InvoiceSearch = {
	readonly tab?: InvoiceTab | undefined;
	readonly q?: string | undefined;
	readonly customer?: string | undefined;
};

export const settingsSections = ['company', 'documents', 'taxes', 'items', 'reminders', 'safety', 'members'] as const;
export type SettingsSection = (typeof settingsSections)[number];

export const oneOf = <const T extends string>(allowed: readonly T[], value: unknown): T | undefined =>
	allowed.find((known) => known === value);

export const chosenText = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;
