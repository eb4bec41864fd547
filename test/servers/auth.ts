import type {RequestListener} from 'node:http';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import type {AddressInfo} from 'node:net';

type SignedIn = {readonly localId: string; readonly idToken: string; readonly refreshToken: string};

/** Firebase's own Auth emulator, in this process: it is plain Node, without the launcher it starts in a moment. */
export const startAuthEmulator = async (project: string) => {
	const {createApp} = createRequire(import.meta.url)('firebase-tools/lib/emulator/auth/server');
	const app: RequestListener = await createApp(project);
	const server = createServer(app);
	await new Promise<void>((settle) => void server.listen(0, '127.0.0.1', settle));
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	const post = async (call: string, body: object): Promise<SignedIn> => {
		const url = `http://${host}/identitytoolkit.googleapis.com/v1/accounts:${call}?key=none`;
		const answer = await fetch(url, {
			method: 'POST',
			headers: {'content-type': 'application/json'},
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(await answer.text());
		return (await answer.json()) as SignedIn;
	};
	return {
		host,
		signUp: (email: string, displayName?: string) =>
			post('signUp', {email, displayName, password: 'a password', returnSecureToken: true}),
		signInAnonymously: () => post('signUp', {returnSecureToken: true}),
		stop: () => {
			server.closeAllConnections();
			server.close();
		},
	};
};
