/**
 * Whether a text shows one of the customers of a story, by name (`Canary Person`) or address (`canary…@`). Neither can be
 * ciphertext by chance: base64 has no space and no `@`.
 */
export const showsCanary = (text: string): boolean => /canary person|canary\w*@/i.test(text);
