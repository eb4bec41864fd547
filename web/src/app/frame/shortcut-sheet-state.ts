import {observable} from '../../auth/auth.ts';

/** Whether the list of shortcuts is open; the menu and the `?` key both open it. */
export const showShortcuts = observable(false);
