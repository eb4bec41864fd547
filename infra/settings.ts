/** What differs from one installation to the next; see infra/README.md. */
export type CloudSettings = {
	readonly project: string;
	readonly projectNumber: string;
	/** Where people reach us, without a slash at the end. */
	readonly publicUrl: string;
	/** The container with all bundles, by digest: `…/functions@sha256:…`. */
	readonly image: string;
	readonly smtp: {readonly host: string; readonly port: number; readonly encryption: 'tls' | 'starttls'};
	readonly mailFrom: string;
};
