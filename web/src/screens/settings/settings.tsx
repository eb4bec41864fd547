import {Link, useParams} from '@tanstack/react-router';
import {useAccount} from '../../app/account.tsx';
import {settingsSections} from '../../app/search-params.ts';
import {useText} from '../../text/text.tsx';
import {Page} from '../../ui/page.tsx';
import {CompanySettings} from './company.tsx';
import {DocumentSettings} from './documents.tsx';
import {ItemSettings} from './items.tsx';
import {MemberSettings} from './members.tsx';
import {ReminderSettings} from './reminders.tsx';
import {SafetySettings} from './safety.tsx';
import classes from './settings.module.css';
import {TaxSettings} from './taxes.tsx';

const sections = {
	company: CompanySettings,
	documents: DocumentSettings,
	taxes: TaxSettings,
	items: ItemSettings,
	reminders: ReminderSettings,
	safety: SafetySettings,
	members: MemberSettings,
} as const;

/** On a phone the topics stand in a row that can be pushed sideways. */
const intoView = (link: HTMLElement | null): void => link?.scrollIntoView({block: 'nearest', inline: 'center'});

/** How the account works, a page per topic. */
export const Settings = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {section = 'company'} = useParams({from: '/$account/settings/{-$section}'});
	const Shown = sections[section];
	return (
		<Page title={t('frame.settings')}>
			<div className={classes.columns}>
				<nav className={classes.nav} aria-label={t('frame.settings')}>
					{settingsSections.map((name) => (
						<Link
							key={name}
							to="/$account/settings/{-$section}"
							params={{account, section: name}}
							ref={name === section ? intoView : undefined}
							className={classes.link}
							aria-current={name === section ? 'page' : undefined}
							activeProps={{}}
						>
							{t(`settings.${name}`)}
						</Link>
					))}
				</nav>
				<div className={classes.body}>
					<Shown />
				</div>
			</div>
		</Page>
	);
};
