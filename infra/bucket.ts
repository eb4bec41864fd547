import {Bucket} from '@pulumi/gcp/storage/index.js';
import {bucketLocation} from './places.ts';
import type {CloudSettings} from './settings.ts';

/** Documents. No object is public; what is deleted can be had back for a week. */
export const declareBucket = ({project}: CloudSettings): Bucket =>
	new Bucket(
		'files',
		{
			name: `${project}-files`,
			location: bucketLocation,
			uniformBucketLevelAccess: true,
			publicAccessPrevention: 'enforced',
			softDeletePolicy: {retentionDurationSeconds: 604_800},
		},
		{protect: true},
	);
