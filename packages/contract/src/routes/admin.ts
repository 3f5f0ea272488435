import type { Route } from './route.ts';

/** What an operator asks for. */
export const adminRoutes = {} as const satisfies Record<string, Route>;
