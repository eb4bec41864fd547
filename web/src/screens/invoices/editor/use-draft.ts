import {useDebouncedCallback} from '@mantine/hooks';
import {useCallback, useRef, useState} from 'react';
import type {Tagged} from '../../../api/http.ts';
import {problemOf} from '../../../api/problem.ts';
import {queryClient} from '../../../app/queries.ts';

export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed';
type Saved<T> = Tagged<T & {readonly id: string}>;
type Calls<T> = {
	readonly create: (body: object, idempotencyKey: string) => Promise<Saved<T>>;
	readonly change: (id: string, body: object, etag: string | null) => Promise<Saved<T>>;
	readonly created?: (saved: Saved<T>) => void;
};
type Creation = {readonly body: object; readonly key: string};

type Progress<T> = {
	saved: Saved<T> | null;
	wanted: string;
	stored: string;
	creation: Creation | undefined;
	running: Promise<Saved<T> | null> | undefined;
};

const quietMs = 500;

/**
 * Saves a draft half a second after the last key. One save at a time; a creation whose answer was lost is repeated as it
 * was, under its key, before anything newer is sent: so a bad line never makes two drafts.
 */
export const useDraft = <T extends object>(initial: Saved<T> | null, calls: Calls<T>) => {
	const [state, setState] = useState<SaveState>('clean');
	const [error, setError] = useState<unknown>(null);
	const [saved, setSaved] = useState(initial);
	const latest = useRef<Progress<T>>({saved: initial, wanted: '', stored: '', creation: undefined, running: undefined});

	const using = useRef(calls);
	using.current = calls;

	/** Saves what is not saved yet; answers the draft, or null where it could not be saved. */
	const flush = useCallback((): Promise<Saved<T> | null> => {
		const at = latest.current;
		if (at.running) return at.running;
		if (at.wanted === '' || at.wanted === at.stored) return Promise.resolve(at.saved);
		setState('saving');
		at.running = store(at, using.current, setSaved).then(
			(done) => {
				at.running = undefined;
				setState('saved');
				setError(null);
				return done;
			},
			(failure: unknown) => {
				at.running = undefined;
				// What was refused may be corrected: the next creation is a new request.
				if (isRefused(failure)) at.creation = undefined;
				setState('failed');
				setError(failure);
				return null;
			},
		);
		return at.running;
	}, []);

	const later = useDebouncedCallback(flush, quietMs);
	const save = useCallback(
		(body: object) => {
			latest.current.wanted = JSON.stringify(body);
			if (latest.current.wanted === latest.current.stored) return;
			setState('waiting');
			later();
		},
		[later],
	);
	/** What was read needs no saving. */
	const settle = useCallback((body: object) => {
		latest.current.stored = JSON.stringify(body);
		latest.current.wanted = latest.current.stored;
	}, []);
	return {state, error, saved, save, flush, settle};
};

const store = async <T extends object>(
	at: Progress<T>,
	calls: Calls<T>,
	onSaved: (saved: Saved<T>) => void,
): Promise<Saved<T> | null> => {
	while (at.wanted !== at.stored) {
		const {wanted} = at;
		const body: object = JSON.parse(wanted);
		if (at.saved === null) {
			const creation = at.creation ?? {body, key: crypto.randomUUID()};
			at.creation = creation;
			at.saved = await calls.create(creation.body, creation.key);
			at.stored = JSON.stringify(creation.body);
			calls.created?.(at.saved);
		} else {
			at.saved = await calls.change(at.saved.id, body, at.saved.etag);
			at.stored = wanted;
		}
		onSaved(at.saved);
	}
	return at.saved;
};

const isRefused = (failure: unknown): boolean => {
	const {status} = problemOf(failure);
	return status >= 400 && status < 500;
};

/** Lists behind the editor show the draft once it is left. */
export const leaveDraft = (account: string): Promise<void> => queryClient.invalidateQueries({queryKey: [account]});
