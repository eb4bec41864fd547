/** A field of a request that does not validate: where, which rule, in words. Never the offending value. */
export type FieldError = {readonly path: string; readonly code: string; readonly message: string};

/** Why something was not done: a fixed code that clients rely on, and what helps a person to understand it. */
export type Refusal<Code extends string = string> = {
	readonly code: Code;
	readonly detail?: string;
	readonly errors?: readonly FieldError[];
};

export type Ok<T> = {readonly ok: true; readonly value: T};
export type Refused<Code extends string = string> = {readonly ok: false; readonly refusal: Refusal<Code>};

/** The outcome of a decision. A refusal is a value; bugs fail an invariant and outages throw. */
export type Result<T, Code extends string = string> = Ok<T> | Refused<Code>;

/** The decision was taken and this is what it says. */
export const ok = <T>(value: T): Ok<T> => ({ok: true, value});

/** The decision is no. `detail` is shown to the caller: no internal names, no secrets, not the offending value. */
export const refuse = <const Code extends string>(
	code: Code,
	detail?: string,
	errors?: readonly FieldError[],
): Refused<Code> => ({
	ok: false,
	refusal: {code, ...(detail === undefined ? {} : {detail}), ...(errors === undefined ? {} : {errors})},
});
