/** What the host says about itself: `/config.json`, written by the local platform, a static file on Firebase Hosting. */
export type Config = {
	readonly auth:
		| {readonly kind: 'local'; readonly signInUrl: string}
		| {
				readonly kind: 'firebase';
				readonly apiKey: string;
				readonly authDomain: string;
				readonly projectId: string;
				readonly emulatorUrl?: string;
		  };
	readonly platform: {readonly workbenchUrl: string | null};
};

/** Reads it once, before anything is shown. Throws when the host has none: then nothing can work. */
export const readConfig = async (): Promise<Config> => {
	const response = await fetch('/config.json', {credentials: 'omit'});
	if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
	const config: Config = await response.json();
	return config;
};
