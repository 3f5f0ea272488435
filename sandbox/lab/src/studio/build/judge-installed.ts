import type { StudioPlan } from '../../../../src/control/studio-wire.ts';
import { valueAt } from '../content.ts';

interface Judged {
  intent: 'success' | 'warning' | 'error';
  text: string;
}

/** What the stamp of an installed app says about it; undefined: nothing was given. */
export function judgeInstalled(typed: string, { build, last }: StudioPlan): Judged | undefined {
  const text = typed.trim();
  if (text === '' || !build) return undefined;
  const hash = /^[0-9a-f]{16}$/.test(text) ? text : hashIn(text);
  if (hash === undefined)
    return {
      intent: 'error',
      text: 'There is no build.configHash in it. A simulated phone has none; an app of an old build may have none either: then a rebuild is needed.',
    };
  if (hash === build.configHash)
    return {
      intent: 'success',
      text: 'The app was built from exactly this configuration: no rebuild is needed.',
    };
  if (hash === last?.build.configHash)
    return {
      intent: 'warning',
      text: 'A rebuild is needed: the app comes from the last build, and the configuration has changed since.',
    };
  return {
    intent: 'warning',
    text: 'A rebuild is needed, or the new build is not installed yet: the app was built from another configuration.',
  };
}

function hashIn(text: string): string | undefined {
  try {
    const hash = valueAt(JSON.parse(text), 'build.configHash');
    return typeof hash === 'string' ? hash : undefined;
  } catch {
    // As a console prints an object, without quotation marks around names.
    return /configHash['"]?\s*:\s*['"]([0-9a-f]{16})['"]/.exec(text)?.[1];
  }
}
