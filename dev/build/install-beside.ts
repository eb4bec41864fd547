import {cpSync, existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {external} from './bundle.ts';

/**
 * Copies the packages that bundles do not contain, with all they need, from the installed lockfile into the folder's
 * node_modules, so that an image installs nothing. Answers how many there are.
 */
export const installBeside = (root: string, folder: string): number => {
	const places = new Set<string>();
	const waiting = external.map((name) => ({name, from: root}));
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const place = find(root, next.from, next.name);
		if (place === undefined || places.has(place)) continue;
		places.add(place);
		const {dependencies = {}}: Manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
		waiting.push(...Object.keys(dependencies).map((name) => ({name, from: place})));
	}
	for (const place of places) {
		const inner = (path: string): boolean => !path.slice(place.length).includes('node_modules');
		cpSync(place, join(folder, place.slice(root.length)), {recursive: true, dereference: true, filter: inner});
	}
	return places.size;
};

type Manifest = {readonly dependencies?: {readonly [name: string]: string}};

/** Where Node finds a package for a file in `from`: the nearest node_modules upwards, within the repository. */
const find = (root: string, from: string, name: string): string | undefined => {
	for (let at = from; at.length >= root.length; at = dirname(at)) {
		const place = join(at, 'node_modules', name);
		if (existsSync(join(place, 'package.json'))) return place;
	}
	return undefined;
};
