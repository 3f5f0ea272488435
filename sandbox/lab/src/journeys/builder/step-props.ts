import type { Message } from '../../../../src/control/message-wire.ts';
import type { DefinitionFieldsProps } from './start-fields.tsx';

/** What every part of the builder’s steps is given. */
export interface StepProps extends DefinitionFieldsProps {
  /** Undefined: not known yet. */
  messages: readonly Message[] | undefined;
  /** Of a list of steps, as `steps.1.yes`, or of one step, as `steps.1`. */
  path: string;
  /** Messages were made or changed. */
  onMessages(): void;
}
