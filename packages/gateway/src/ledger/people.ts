import type { Sql } from '../db/connect.ts';

/** A person as the gateway knows them: one row for each user id that is the same record of Dynamics. */
export interface PersonRow {
  key: string;
  userId: string;
  dynamicsUserId: string;
  firstSeen: Date;
}

/**
 * All rows of the person with this user id. Two ids may be mapped to one contact, and Dynamics tells people apart by
 * that (facts: dynamics.md §9), compared without dashes and case (§10.15): what is asked about the one is asked about
 * the other. The id of the record itself will do too. Empty: unknown, or erased.
 */
export async function findPerson(sql: Sql, userId: string): Promise<PersonRow[]> {
  const { rows } = await sql.query<PersonRow>(
    `with record as (
       select lower(replace(dynamics_user_id, '-', '')) as id from users where user_id = $1
       union select lower(replace($1, '-', ''))
     )
     select key, user_id as "userId", dynamics_user_id as "dynamicsUserId", first_seen as "firstSeen"
     from record join users on lower(replace(dynamics_user_id, '-', '')) = record.id
     order by first_seen, key`,
    [userId],
  );
  return rows;
}
