import {Menu} from '@mantine/core';
import {useNavigate} from '@tanstack/react-router';
import {useText} from '../../text/text.tsx';
import {GlobeIcon, KeyboardIcon, LeaveIcon, MoonIcon, SettingsIcon, SunIcon} from '../../ui/icons.tsx';
import {LinkItem} from '../../ui/links.tsx';
import {useAccount} from '../account.tsx';
import {prefer, usePreferences} from '../preferences.ts';
import {queryClient} from '../queries.ts';
import {usePerson, useSession} from '../session.tsx';
import classes from './person-menu.module.css';
import {showShortcuts} from './shortcut-sheet-state.ts';

const themes = ['system', 'light', 'dark'] as const;
const spoken = ['system', 'en', 'de'] as const;

/** Who is signed in, and how this browser looks and speaks to them. */
export const PersonMenu = () => {
	const {t} = useText();
	const person = usePerson();
	const {auth} = useSession();
	const {id: account} = useAccount();
	const {theme, language, singleKeys} = usePreferences();
	const navigate = useNavigate();
	const leave = async (): Promise<void> => {
		await auth.signOut();
		queryClient.clear();
		await navigate({to: '/sign-in'});
	};
	const name = person?.name ?? person?.email ?? '';
	return (
		<Menu position="bottom-end" width={250} closeOnItemClick={false}>
			<Menu.Target>
				<button type="button" className={classes.person} aria-label={t('frame.person', {name})}>
					{name.charAt(0).toUpperCase()}
				</button>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Label>
					<span className={classes.name}>{person?.name}</span>
					{person?.email}
				</Menu.Label>
				<LinkItem
					to="/$account/settings/{-$section}"
					params={{account}}
					closeMenuOnClick
					leftSection={<SettingsIcon size={16} />}
				>
					{t('frame.settings')}
				</LinkItem>
				<Menu.Divider />
				<Menu.Item
					leftSection={theme === 'dark' ? <MoonIcon size={16} /> : <SunIcon size={16} />}
					rightSection={t(`theme.${theme}`)}
					onClick={() => prefer({theme: after(themes, theme)})}
				>
					{t('frame.theme')}
				</Menu.Item>
				<Menu.Item
					leftSection={<GlobeIcon size={16} />}
					rightSection={t(`language.${language}`)}
					onClick={() => prefer({language: after(spoken, language)})}
				>
					{t('frame.language')}
				</Menu.Item>
				<Menu.Item
					leftSection={<KeyboardIcon size={16} />}
					rightSection={t(singleKeys ? 'keys.on' : 'keys.off')}
					onClick={() => prefer({singleKeys: !singleKeys})}
				>
					{t('frame.singleKeys')}
				</Menu.Item>
				<Menu.Item
					closeMenuOnClick
					leftSection={<KeyboardIcon size={16} />}
					rightSection="?"
					onClick={() => showShortcuts.set(true)}
				>
					{t('frame.shortcuts')}
				</Menu.Item>
				<Menu.Divider />
				<Menu.Item closeMenuOnClick leftSection={<LeaveIcon size={16} />} onClick={leave}>
					{t('frame.signOut')}
				</Menu.Item>
			</Menu.Dropdown>
		</Menu>
	);
};

const after = <const T,>(all: readonly [T, ...T[]], one: T): T => all[all.indexOf(one) + 1] ?? all[0];
