import type {Role} from '../../api/shapes.ts';

export const roles = ['viewer', 'bookkeeper', 'admin', 'owner'] as const satisfies readonly Role[];
