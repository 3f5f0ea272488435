import { life } from './stories/life.ts';
import { permission } from './stories/permission.ts';
import { registration } from './stories/registration.ts';
import { taps } from './stories/taps.ts';
import type { Story } from './story.ts';

/** What a page may do and what becomes of it, told once for every phone that there is. */
export const stories: Story[] = [...permission, ...registration, ...life, ...taps];
