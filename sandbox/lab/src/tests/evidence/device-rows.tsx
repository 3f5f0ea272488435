import type { ChannelDevice } from '../../../../src/control/wire.ts';
import { endOf } from '../../token.ts';

/** Rows of the channel's device table, as they were. */
export function DeviceRows({ rows }: { rows: readonly ChannelDevice[] }) {
  if (rows.length === 0)
    return <p className="evidence-none">Device table of the channel in Dynamics: no row of this phone.</p>;
  return (
    <table className="evidence-table">
      <caption>Device table of the channel in Dynamics</caption>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Token</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ userId, token, result, reason, platform, requestId }) => (
          <tr key={`${userId} ${token} ${requestId}`}>
            <td>
              <code>{userId}</code>
            </td>
            <td>
              {platform === 'ios' ? 'iOS' : 'Android'} <code>{endOf(token)}</code>
            </td>
            <td>
              {result}
              {reason ? `: ${reason}` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
