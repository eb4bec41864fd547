/**
 * Whether a text shows one of the customers of a story, by name (`Canary …`) or address (`canary…@`). As a word of its own:
 * in twenty thousand seeds the six letters come together by chance within ciphertext.
 */
export const showsCanary = (text: string): boolean => /\bcanary\b|canary\w*@/i.test(text);
