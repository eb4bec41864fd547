/** How money comes that the platform does not see coming. */
export const manualMethods = ['transfer', 'cash', 'cheque', 'other'] as const;
