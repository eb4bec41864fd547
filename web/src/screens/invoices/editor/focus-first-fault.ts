/** After the next paint: takes the person to the first field that is not right yet. */
export const focusFirstFault = (): void => {
	requestAnimationFrame(() => {
		document
			.querySelector<HTMLElement>('[role="dialog"] [aria-invalid="true"], [role="dialog"] [data-error="true"]')
			?.focus();
	});
};
