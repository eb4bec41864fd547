import {transact} from '../commit.ts';
import {ok, refuse} from '../kernel/result.ts';
import {matches, type Remember} from '../route.ts';
import {type Command, templateDeed} from './command.ts';
import {readTemplate} from './store.ts';

export type DeleteRefusal = 'not_found' | 'version_mismatch' | 'template_not_draft';

/** Only a draft can go without a trace; what has begun is ended instead. */
export const deleteTemplate = (command: Command, id: string, remember: Remember<object>) =>
	transact<object, DeleteRefusal>(command.world, async () => {
		const read = await readTemplate(command.world.db, command.account.id, id);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		if (read.document.status !== 'draft') return refuse('template_not_draft');
		const {path, version} = read.stored;
		return ok({
			writes: [
				{op: 'delete', path, version},
				templateDeed(command, 'template.deleted', read.document),
				...(await remember({})),
			],
			answer: {},
		});
	});
