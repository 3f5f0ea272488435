/** The end of a push token: enough to recognise it in an answer. */
export const tokenEnd = (token: string): string => (token.length > 8 ? `…${token.slice(-8)}` : token);
