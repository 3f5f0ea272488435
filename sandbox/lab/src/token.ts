/** The end of a token: enough to recognise it. */
export const endOf = (token: string): string => (token.length > 8 ? `…${token.slice(-8)}` : token);
