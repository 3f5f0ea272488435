/**
 * A refused call: `{ error: { code, message } }`. Which code goes with what: facts: dynamics.md §4, §7 (429, 403), and
 * Microsoft's "Troubleshoot Web API client errors" (0x8006088a). 0x80060888 is what field reports quote for every
 * query that cannot be read, and 0x80040217 for a row that is not there (assumed).
 */
export class ODataRefusal extends Error {
  override readonly name = 'ODataRefusal';
  readonly status: 400 | 401 | 403 | 404 | 405 | 412 | 429 | 501;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(
    status: ODataRefusal['status'],
    code: string,
    { message, headers = {} }: { message: string; headers?: Record<string, string> },
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badQuery = (message: string) => new ODataRefusal(400, '0x80060888', { message });

export const unknownProperty = (column: string, logicalName: string) =>
  badQuery(`Could not find a property named '${column}' on type 'Microsoft.Dynamics.CRM.${logicalName}'.`);

export const unknownSegment = (segment: string) =>
  new ODataRefusal(404, '0x8006088a', { message: `Resource not found for the segment '${segment}'.` });

export const noSuchRow = (logicalName: string, id: string) =>
  new ODataRefusal(404, '0x80040217', { message: `Entity '${logicalName}' With Id = ${id} Does Not Exist` });

export const notAMember = () =>
  new ODataRefusal(403, '0x80072560', { message: 'The user is not a member of the organization.' });

export function missingPrivilege(userId: string, logicalName: string, verb: 'Read' | 'Write') {
  const privilege = `prv${verb}${logicalName[0]?.toUpperCase()}${logicalName.slice(1)}`;
  const message = `Principal user (Id=${userId}, type=8) is missing ${privilege} privilege for entity '${logicalName}'.`;
  return new ODataRefusal(403, '0x80040220', { message });
}

/** A body that does not fit the table (assumed: code and text are what field reports quote). */
export const badPayload = (set: string, what: string) =>
  new ODataRefusal(400, '0x80048d19', {
    message: `Error identified in Payload provided by the user for Entity :'${set}', ${what}`,
  });

/** The row has changed since the caller read it. */
export const tooLate = () =>
  new ODataRefusal(412, '0x80060882', {
    message: 'The version of the existing record doesn’t match the RowVersion property provided.',
  });

/** Ours: the real service can do it, the twin cannot. */
export const notImitated = (what: string) =>
  new ODataRefusal(501, 'not-imitated', { message: `The sandbox does not imitate ${what}.` });
