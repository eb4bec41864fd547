import {Button, CopyButton, Group, TextInput} from '@mantine/core';
import type {Customer} from '../../api/shapes.ts';
import {useText} from '../../text/text.tsx';

/** The link under which the customer enters a card, to pass on in one's own way. */
export const CardLink = ({url, customer}: {url: string; customer: Customer}) => {
	const {t} = useText();
	return (
		<div>
			<TextInput
				label={t('card.link')}
				description={t('card.linkText', {name: customer.name})}
				value={url}
				readOnly
				onFocus={(event) => event.currentTarget.select()}
			/>
			<Group gap="xs" mt="xs">
				<CopyButton value={url}>
					{({copied, copy}) => (
						<Button size="xs" onClick={copy}>
							{t(copied ? 'act.copied' : 'act.copy')}
						</Button>
					)}
				</CopyButton>
				<Button size="xs" variant="default" component="a" href={url} target="_blank" rel="noopener">
					{t('act.open')}
				</Button>
			</Group>
		</div>
	);
};
