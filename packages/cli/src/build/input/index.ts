/**
 * `@journeys-push/cli/input`: what the command `journeys-push build` says of the configuration of an app and of the
 * files that it names, for programs that let people write one. It needs nothing of what makes an app.
 */

export type { Mistake } from '../mistakes.ts';
export { type FirebaseFacts, firebaseFacts } from './google-services.ts';
export { findMistakes } from './input.ts';
export { type PictureFacts, pictureFacts } from './pictures.ts';
