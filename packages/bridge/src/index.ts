import { createBridge } from './create-bridge.ts';

/** The bridge of this page. Importing does nothing, also where there is no window. */
export const median = /* @__PURE__ */ createBridge();

export type {
  BridgeError,
  Call,
  Callback,
  CallbackOptions,
  CallWith,
  ConsentResult,
  Display,
  Median,
  Msdynamics,
  PageEvent,
  PermissionResult,
  Permissions,
  PermissionsStatus,
  Reason,
  RegisterResult,
} from './api.ts';
export { type BridgeOptions, createBridge } from './create-bridge.ts';
