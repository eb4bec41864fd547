import {MantineProvider} from '@mantine/core';
import {QueryClientProvider} from '@tanstack/react-query';
import {RouterProvider} from '@tanstack/react-router';
import {useEffect} from 'react';
import {TextProvider} from '../text/text.tsx';
import {NoticesProvider} from '../ui/notices.tsx';
import {usePreferences} from './preferences.ts';
import {queryClient} from './queries.ts';
import {router} from './router.tsx';
import {type Session, SessionProvider, usePerson, useSession} from './session.tsx';
import {theme} from './theme.ts';
import {useScheme} from './use-scheme.ts';

export const App = ({session}: {session: Session}) => {
	const scheme = useScheme(usePreferences().theme);
	return (
		<MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
			<SessionProvider session={session}>
				<QueryClientProvider client={queryClient}>
					<TextProvider>
						<NoticesProvider>
							<Routes />
						</NoticesProvider>
					</TextProvider>
				</QueryClientProvider>
			</SessionProvider>
		</MantineProvider>
	);
};

const Routes = () => {
	const person = usePerson();
	const {auth} = useSession();
	useEffect(() => {
		// Signing in or out elsewhere (another tab, a token no longer taken) changes what may be seen here.
		if (person === null) router.invalidate();
	}, [person]);
	return <RouterProvider router={router} context={{auth}} />;
};
