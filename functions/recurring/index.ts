/** The front door of recurring billing. */
export {billPage} from './bill-page.ts';
export {unparkTemplate} from './change-template.ts';
export type {Command, RememberTemplate, TemplateAnswer} from './command.ts';
export {pauseForDebt} from './pause-for-debt.ts';
export {routes} from './routes.ts';
export {runIdAt, startDuePage} from './start-billing-run.ts';
export {
	asParked,
	asRun,
	asTemplate,
	dueShardOf,
	parkedOf,
	parkedPath,
	readDue,
	readTemplate,
	runPath,
	runsOf,
	templatePath,
	templatesOf,
} from './store.ts';
