import {CloseButton} from '@mantine/core';
import {createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState} from 'react';
import {useText} from '../text/text.tsx';
import {CheckIcon, WarnIcon} from './icons.tsx';
import classes from './notices.module.css';

type Notice = {
	readonly id: number;
	readonly kind: 'done' | 'failed';
	readonly text: string;
	readonly action?: ReactNode;
};
export type Notices = {
	/** Says that something was done; leaves by itself. */
	readonly done: (text: string, action?: ReactNode) => void;
	/** Says what was not done; stays until it is closed. */
	readonly failed: (text: string) => void;
};

const NoticesContext = createContext<Notices | null>(null);
const shownForMs = 6000;

export const useNotices = (): Notices => {
	const notices = useContext(NoticesContext);
	if (notices === null) throw new Error('notices surround every screen');
	return notices;
};

export const NoticesProvider = ({children}: {children: ReactNode}) => {
	const [shown, setShown] = useState<readonly Notice[]>([]);
	const last = useRef(0);
	const close = useCallback((id: number) => setShown((all) => all.filter((notice) => notice.id !== id)), []);
	const notices = useMemo<Notices>(() => {
		const show = (notice: Omit<Notice, 'id'>): number => {
			last.current += 1;
			const id = last.current;
			setShown((all) => [...all.slice(-2), {...notice, id}]);
			return id;
		};
		return {
			done: (text, action) => {
				const id = show({kind: 'done', text, action});
				setTimeout(() => close(id), shownForMs);
			},
			failed: (text) => {
				show({kind: 'failed', text});
			},
		};
	}, [close]);
	return (
		<NoticesContext value={notices}>
			{children}
			<NoticeStack shown={shown} close={close} />
		</NoticesContext>
	);
};

const NoticeStack = ({shown, close}: {shown: readonly Notice[]; close: (id: number) => void}) => {
	const {t} = useText();
	return (
		<div className={classes.stack} role="status" aria-live="polite">
			{shown.map((notice) => (
				<div key={notice.id} className={classes.notice} data-kind={notice.kind}>
					{notice.kind === 'done' ? <CheckIcon /> : <WarnIcon />}
					<span className={classes.text}>{notice.text}</span>
					{notice.action}
					<CloseButton size="sm" aria-label={t('act.dismiss')} onClick={() => close(notice.id)} />
				</div>
			))}
		</div>
	);
};
