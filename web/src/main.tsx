import {createRoot} from 'react-dom/client';
import './app/mantine.css';
import './app/tokens.css';
import './app/base.css';
import {readConfig} from './api/config.ts';
import {takeTokensFrom} from './api/http.ts';
import {App} from './app/app.tsx';
import {CannotStart} from './app/cannot-start.tsx';
import {queryClient} from './app/queries.ts';
import type {Session} from './app/session.tsx';
import {localAuth} from './auth/local.ts';

const open = async (): Promise<Session> => {
	const config = await readConfig();
	const auth =
		config.auth.kind === 'local'
			? localAuth(config.auth.signInUrl)
			: await (await import('./auth/firebase.ts')).firebaseAuth(config.auth);
	takeTokensFrom({
		token: auth.token,
		rejected: () => {
			queryClient.clear();
			auth.signOut();
		},
	});
	return {config, auth};
};

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has a place for the client');
const root = createRoot(place);
open().then(
	(session) => root.render(<App session={session} />),
	() => root.render(<CannotStart />),
);
