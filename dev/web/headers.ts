/** Headers of the web client, wherever it is served: here by the local platform, in the cloud by Firebase Hosting (firebase.json). */

export type Headers = {readonly [name: string]: string};

/**
 * `connect`: addresses besides its own that the client may call (the workbench; Firebase Auth). No script but our own
 * files, no string that becomes script (Trusted Types), no frame but our own PDF previews, nothing from elsewhere.
 */
export const clientHeaders = (connect: readonly string[]): Headers => ({
	'content-security-policy': [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' blob: data:",
		"font-src 'self'",
		`connect-src ${["'self'", ...connect].join(' ')}`,
		"frame-src 'self' blob:",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
		"object-src 'none'",
		"require-trusted-types-for 'script'",
	].join('; '),
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'cross-origin-opener-policy': 'same-origin',
	'x-frame-options': 'DENY',
});

/** Files with a hash in their name never change; everything else is asked for again each time. */
export const cacheControl = (path: string): string =>
	path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
