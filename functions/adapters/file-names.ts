import {invariant} from '../kernel/invariant.ts';

/** A path of plain segments: cannot leave its folder, is no hidden file, reads the same in a URL. At most 500 characters. */
export const fileName = (name: string): string => {
	invariant(
		name.length <= 500 && /^\w[\w.-]*(\/\w[\w.-]*)*$/.test(name),
		'a file name is a path of letters, digits, . _ and -',
	);
	return name;
};
