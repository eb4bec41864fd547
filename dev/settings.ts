import {isAbsolute, join} from 'node:path';
import {z} from 'zod';

const Port = z.coerce.number().int().min(0).max(65_535);
const Environment = z.object({
	PORT: Port.default(5000),
	WORKBENCH_PORT: Port.default(5050),
	STRIPE_PORT: Port.default(12_111),
	DATA_DIR: z.string().min(1).default('.data'),
	SEED: z.enum(['demo', 'none']).default('demo'),
});

export type PlatformSettings = {
	readonly port: number;
	readonly workbenchPort: number;
	readonly stripePort: number;
	readonly dataDir: string;
	readonly seed: 'demo' | 'none';
};

/** What the environment says of the local platform; empty counts as absent. A relative DATA_DIR lies in the repository. Throws what people understand. */
export const readSettings = (
	environment: {readonly [name: string]: string | undefined},
	root: string,
): PlatformSettings => {
	const given = Object.fromEntries(
		Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
	);
	const parsed = Environment.safeParse(given);
	if (!parsed.success) {
		const wrong = parsed.error.issues.map(({path, message}) => `${path.join('.')}: ${message}`);
		throw new Error(`These settings cannot be used: ${wrong.join('; ')}`);
	}
	const {PORT, WORKBENCH_PORT, STRIPE_PORT, DATA_DIR, SEED} = parsed.data;
	return {
		port: PORT,
		workbenchPort: WORKBENCH_PORT,
		stripePort: STRIPE_PORT,
		dataDir: isAbsolute(DATA_DIR) ? DATA_DIR : join(root, DATA_DIR),
		seed: SEED,
	};
};
