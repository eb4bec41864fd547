/** Where everything is. Locations of databases and keys cannot be changed later. */
export const region = 'europe-west1';
/** Two regions and a witness: 99.999 %. */
export const databaseLocation = 'eur3';
export const keyLocation = 'europe';
export const bucketLocation = 'EU';

/** Firestore databases: billing, and the keys that can be destroyed. */
export const databases = {billing: '(default)', keyring: 'keyring'} as const;

/** The account a function runs as: `fn-bill-page`. Ids of service accounts have 6 to 30 characters. */
export const accountOf = (functionName: string): string => `fn-${kebab(functionName)}`;

/** The account that brings messages to a function: `to-bill-page`. */
export const pusherOf = (functionName: string): string => `to-${kebab(functionName)}`;

/** Dead letters wait in a topic and a subscription of this name. */
export const deadLetterName = (topic: string): string => `${topic}.dead`;

/** Cloud Run knows no capitals: `bill-page`. */
export const serviceOf = (functionName: string): string => kebab(functionName);

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
