import {createContext, type ReactNode, useContext, useSyncExternalStore} from 'react';
import type {Config} from '../api/config.ts';
import type {Auth, Person} from '../auth/auth.ts';

/** What is fixed from the start of the page: how this host works and who vouches for people. */
export type Session = {readonly config: Config; readonly auth: Auth};

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = ({session, children}: {session: Session; children: ReactNode}) => (
	<SessionContext value={session}>{children}</SessionContext>
);

export const useSession = (): Session => {
	const session = useContext(SessionContext);
	if (session === null) throw new Error('a session surrounds every screen');
	return session;
};

/** Who is signed in, now. */
export const usePerson = (): Person | null => {
	const {auth} = useSession();
	return useSyncExternalStore(auth.subscribe, auth.person);
};
