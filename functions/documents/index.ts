/** The front door of the documents domain. */
export {routes} from './routes.ts';
