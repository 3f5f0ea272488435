-- Registrations that were sent in one call and are asked about together: one slim row for up to a hundred of them,
-- so that waiting for a verdict writes next to nothing.
create table asks (
  id uuid primary key,
  app text not null,
  -- The registrations: item by item their key and the request that is asked about.
  token_hashes bytea[] not null,
  dynamics_users uuid[] not null,
  request_ids text[] not null,
  size integer not null,
  -- The access token they were sent with, when the first was sent, and whose trace a call carries.
  api_token_id text not null,
  sent_at timestamptz not null,
  trace_id text not null,
  polls integer not null,
  -- When to ask; while a process asks, the end of its lease.
  due_at timestamptz not null
);
create index asks_due on asks (app, due_at);

-- Named in a row of `asks`: the device itself need not be looked at for its verdict.
alter table registrations add column asked_together boolean not null default false;

-- A registration is written three times within seconds. Where no indexed column changes and the page has room, that
-- touches no index; so the state must not be in the predicate of one.
drop index one_user_per_token;
alter table registrations add column is_cleaned boolean generated always as (state = 'cleaned') stored;
create unique index one_user_per_token on registrations (app, token_hash) where not is_cleaned;
alter table registrations set (fillfactor = 60);
alter table bindings set (fillfactor = 50);

-- Checked for each registration, it would lock and so write the row of the installation, the largest of all: rows come
-- from a join with installations, and those are never deleted.
alter table registrations drop constraint registrations_installation_id_fkey;
