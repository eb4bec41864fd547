import {Button, Loader} from '@mantine/core';
import {useIntersection} from '@mantine/hooks';
import {useEffect} from 'react';
import {useText} from '../text/text.tsx';

/** The end of a loaded list: asks for more when it comes near; also a button, for whoever does not scroll. */
export const LoadMore = ({has, loading, load}: {has: boolean; loading: boolean; load: () => void}) => {
	const {t} = useText();
	const {ref, entry} = useIntersection({rootMargin: '600px'});
	const near = entry?.isIntersecting === true;
	useEffect(() => {
		if (near && has && !loading) load();
	}, [near, has, loading, load]);
	if (!has) return null;
	return (
		<div ref={ref} style={{display: 'grid', placeItems: 'center', height: 52}}>
			{loading ? (
				<Loader size="sm" aria-label={t('table.loading')} />
			) : (
				<Button variant="subtle" onClick={load}>
					{t('table.more')}
				</Button>
			)}
		</div>
	);
};
