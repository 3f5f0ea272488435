/** Under this name the system keeps the background task, also over updates of the app: it stays as it is. */
export const ARRIVAL_TASK = 'journeys-push.arrival';
