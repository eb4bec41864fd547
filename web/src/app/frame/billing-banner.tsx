import {Link} from '@tanstack/react-router';
import {useText} from '../../text/text.tsx';
import {PauseIcon} from '../../ui/icons.tsx';
import {useAccount, useMay} from '../account.tsx';
import classes from './billing-banner.module.css';

/** Says on every screen that nothing bills by itself, and who can change that. */
export const BillingBanner = () => {
	const {t} = useText();
	const {id: account, billing, suspended} = useAccount();
	const may = useMay('admin');
	if (suspended) return <Stripe lead={t('banner.suspended')} text={t('banner.suspendedText')} />;
	if (!billing.paused) return null;
	return (
		<Stripe lead={t('banner.paused')} text={t(may ? 'banner.pausedText' : 'banner.askAdmin')}>
			{may ? (
				<Link to="/$account/settings/{-$section}" params={{account, section: 'safety'}}>
					{t('safety.resume')}
				</Link>
			) : null}
		</Stripe>
	);
};

const Stripe = ({lead, text, children}: {lead: string; text: string; children?: React.ReactNode}) => (
	<section className={classes.stripe} aria-label={lead}>
		<PauseIcon size={17} />
		<p>
			<strong>{lead}</strong> {text}
		</p>
		{children}
	</section>
);
