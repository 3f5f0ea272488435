import { googleError, type Refusal } from './errors.ts';
import type { createOauth } from './oauth.ts';
import type { FcmState } from './state.ts';
import { SENDING_SCOPES } from './wire.ts';

/** Whose project an access token opens, or why it opens none. */
export function createAccess({ state, oauth }: { state: FcmState; oauth: ReturnType<typeof createOauth> }) {
  /** `project`: the one asked for, by id or number; absent: the access token's own. */
  return (authorization: string | undefined, project?: string): string | Refusal => {
    const grant = oauth.grantOf(authorization);
    if (!grant) return NOT_AUTHENTICATED;
    if (!SENDING_SCOPES.some((scope) => grant.scopes.includes(scope))) return OUT_OF_SCOPE;
    const projectId = project === undefined ? grant.projectId : state.projectOf(project);
    return projectId === grant.projectId ? projectId : NOT_PERMITTED;
  };
}

const NOT_AUTHENTICATED = googleError(401, {
  status: 'UNAUTHENTICATED',
  message:
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
});
const OUT_OF_SCOPE = googleError(403, {
  status: 'PERMISSION_DENIED',
  message: 'Request had insufficient authentication scopes.',
});
const NOT_PERMITTED = googleError(403, {
  status: 'PERMISSION_DENIED',
  message: "Permission 'cloudmessaging.messages.create' denied on resource (or it may not exist).",
});
