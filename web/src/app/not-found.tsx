import {useText} from '../text/text.tsx';
import {EmptyState} from '../ui/empty-state.tsx';
import {SearchIcon} from '../ui/icons.tsx';

/** An address that leads nowhere. */
export const NotFound = () => {
	const {t} = useText();
	return (
		<main>
			<title>{`${t('notFound.title')} · Invoice Meister`}</title>
			<EmptyState
				alone
				icon={<SearchIcon />}
				title={t('notFound.title')}
				text={t('notFound.text')}
				action={<a href="/">{t('notFound.home')}</a>}
			/>
		</main>
	);
};
