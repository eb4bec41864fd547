/** Loaded before a function's server: it listens on this machine only and ends with the platform that started it. */
import {Server} from 'node:net';

const {listen} = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
	const open = /^\d+$/.test(String(port)) && typeof rest[0] !== 'string';
	return open ? listen.call(this, Number(port), '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};

process.on('disconnect', () => process.exit(0));
process.channel?.unref();
