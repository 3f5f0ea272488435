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
     ), person as (
       select u.* from record join users u on lower(replace(u.dynamics_user_id, '-', '')) = record.id
         and u.user_id <> lower(u.dynamics_user_id)
       union all
       -- Known by the record's id itself, which the index of records leaves out.
       select u.* from record join users u on u.user_id in (record.id, ${WITH_DASHES})
         and u.user_id = lower(u.dynamics_user_id)
     )
     select key, user_id as "userId", dynamics_user_id as "dynamicsUserId", first_seen as "firstSeen"
     from person order by first_seen, key`,
    [userId],
  );
  return rows;
}

const WITH_DASHES = "regexp_replace(record.id, '^(.{8})(.{4})(.{4})(.{4})(.{12})$', '\\1-\\2-\\3-\\4-\\5')";
