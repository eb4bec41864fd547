/** The front door of test clocks. */
export {routes} from './routes.ts';
