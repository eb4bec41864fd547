import {readFileSync} from 'node:fs';
import type {Answer, Routes} from '../web/http.ts';

const files = [
	{path: '/', file: 'index.html', type: 'text/html; charset=utf-8'},
	{path: '/workbench.css', file: 'workbench.css', type: 'text/css; charset=utf-8'},
	...['workbench.js', 'runs.js', 'page.js'].map((file) => ({
		path: `/${file}`,
		file,
		type: 'text/javascript; charset=utf-8',
	})),
];

const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"frame-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
].join('; ');

/** The page for people: a few small files. `clientUrl` is where the web client is. */
export const pageRoutes = (clientUrl: string): Routes => ({
	...Object.fromEntries(files.map(({path, file, type}) => [`GET ${path}`, () => page(file, type)])),
	'GET /icon.svg': () => ({...page('../../../web/public/icon.svg', 'image/svg+xml')}),
	'GET /api/platform': () => ({status: 200, body: {clientUrl}}),
});

const page = (file: string, type: string): Answer => ({
	status: 200,
	body: readFileSync(new URL(`page/${file}`, import.meta.url), 'utf8'),
	type,
	headers: {'content-security-policy': policy},
});
