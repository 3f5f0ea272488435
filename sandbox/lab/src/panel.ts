/** The parts of the lab. `phones` is a tab only where the screen has no room for them beside a panel. */
export type Panel = 'phones' | 'timeline' | 'push' | 'journeys' | 'channel' | 'tests' | 'faults' | 'studio';
