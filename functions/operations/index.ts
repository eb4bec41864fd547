/** The front door of operations. */
export {readAges} from './measure-ages.ts';
export {pausePlatform} from './pause-platform.ts';
export {routes} from './routes.ts';
export {sweep} from './sweep.ts';
