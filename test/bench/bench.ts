/** `npm run bench`: the budgets of docs/architecture.md with the measured figures beside them. `npm run bench -- run --templates 1000,10000,100000` for scale. */
import {tell} from './report.ts';

const [what = 'all', ...rest] = process.argv.slice(2);
const templates = rest[rest.indexOf('--templates') + 1] ?? '';

const measure = async () => {
	const {flatnessFigures} = await import('./flatness.ts');
	if (what === 'run') return flatnessFigures(templates.split(',').map(Number));
	const {generationFigures} = await import('./generation.ts');
	return [...(await generationFigures()), ...(await flatnessFigures([1000, 10_000]))];
};

tell(await measure());
