import { describe, expect, it } from 'vitest';
import {
  type DialogAnswer,
  type PermissionRule,
  type PermissionState,
  permissionRules,
} from './permission.ts';

type Step = DialogAnswer | 'off' | 'on';

/** The state after asking and answering, or flipping the switch, step by step. */
function after(rule: PermissionRule, steps: Step[]): PermissionState {
  const { initial, shows, answers, switched } = permissionRules[rule];
  return steps.reduce((state, step) => {
    if (step === 'on' || step === 'off') return switched(state, step === 'on');
    return shows(state) ? (answers[step]?.(state) ?? state) : state;
  }, initial);
}

/** Rule, what the person did; granted, asking shows the dialog, canAskAgain, the system's word. */
const table: [PermissionRule, Step[], [boolean, boolean, boolean, string]][] = [
  ['ios', [], [false, true, true, 'undetermined']],
  ['ios', ['allow'], [true, false, true, 'granted']],
  ['ios', ['deny'], [false, false, false, 'denied']],
  ['ios', ['deny', 'allow'], [false, false, false, 'denied']],
  ['ios', ['deny', 'on'], [true, false, true, 'granted']],
  ['ios', ['allow', 'off'], [false, false, false, 'denied']],
  ['ios', ['allow', 'off', 'on'], [true, false, true, 'granted']],
  ['android-33', [], [false, true, true, 'denied']],
  ['android-33', ['allow'], [true, false, true, 'granted']],
  ['android-33', ['deny'], [false, true, true, 'denied']],
  ['android-33', ['deny', 'deny'], [false, false, false, 'denied']],
  ['android-33', ['deny', 'deny', 'allow'], [false, false, false, 'denied']],
  ['android-33', ['dismiss', 'dismiss', 'dismiss'], [false, true, true, 'denied']],
  ['android-33', ['deny', 'dismiss', 'allow'], [true, false, true, 'granted']],
  ['android-33', ['deny', 'deny', 'on'], [true, false, true, 'granted']],
  ['android-33', ['allow', 'off'], [false, true, true, 'denied']],
  ['android-33', ['allow', 'off', 'deny'], [false, false, false, 'denied']],
  ['android-33', ['off'], [false, true, true, 'denied']],
  ['android-33-target-32', [], [false, true, false, 'denied']],
  ['android-33-target-32', ['allow'], [true, false, true, 'granted']],
  ['android-33-target-32', ['deny'], [false, false, false, 'denied']],
  ['android-33-target-32', ['deny', 'allow'], [false, false, false, 'denied']],
  ['android-33-target-32', ['dismiss', 'dismiss', 'allow'], [true, false, true, 'granted']],
  ['android-33-target-32', ['allow', 'off'], [false, false, false, 'denied']],
  ['android-33-target-32', ['deny', 'on'], [true, false, true, 'granted']],
  ['android-32', [], [true, false, true, 'granted']],
  ['android-32', ['deny'], [true, false, true, 'granted']],
  ['android-32', ['off'], [false, false, false, 'denied']],
  ['android-32', ['off', 'on'], [true, false, true, 'granted']],
];

describe('the permission to notify', () => {
  it.each(table)('%s after %j', (rule, steps, [granted, shows, canAskAgain, status]) => {
    const state = after(rule, steps);
    expect(permissionRules[rule].reads(state)).toEqual({ granted, canAskAgain, status });
    expect(permissionRules[rule].shows(state)).toBe(shows);
  });

  it('offers no way to swipe the dialog away on iOS', () => {
    expect(Object.keys(permissionRules.ios.answers)).toEqual(['allow', 'deny']);
  });
});
