-- The write path: one call writes what many requests say about installations and their owners.

-- A registration rewrites rows that are there. With room in the page that touches no index.
alter table installations set (fillfactor = 85);

-- When a shell enrolled an installation that a backend had registered before, with the token that the backend knew.
-- Until the backend registers it again, its owner is as sure as that token is.
alter table installations add column claimed_at timestamptz;

-- What one request says.
create type installation_news as (
  -- Its place in the call, from 0.
  n integer,
  id uuid,
  trace_id text,
  -- Whether the installation says what it is now: all of this, except where it is null.
  says boolean,
  -- Whether it may be new. With hashes: a shell that enrols; without: a backend that registers.
  creates boolean,
  app text,
  platform text,
  app_id text,
  facts jsonb,
  notifications_enabled boolean,
  token_sealed bytea,
  token_hash bytea,
  token_tail text,
  token_environment text,
  credential_hash bytea,
  enrollment_hash bytea,
  -- Who should own it: 'bind', 'unbind', or null for no news.
  wish text,
  user_id text,
  dynamics_user_id text,
  proof text,
  waited_until timestamptz
);

-- What that changes, found under lock.
create type installation_change as (
  outcome text,
  is_new boolean,
  is_moved boolean,
  is_token_new boolean,
  is_permission_new boolean,
  is_stale boolean,
  is_owner_new boolean,
  -- What is asked for is there already, and nothing is under way.
  is_at_rest boolean,
  app_before text,
  token_before bytea,
  permission_before boolean,
  user_before uuid,
  user_key uuid,
  -- Once proved stays proved, for the same person.
  proof_now text,
  since_before timestamptz,
  has_token boolean
);

-- Writes it all, in the order of the ids, so that calls side by side do not deadlock. An installation and a token may
-- occur once. Outcomes: 'written' · 'unknown' no such installation · 'foreign' another enrolment key has the id ·
-- 'contested' another installation holds the token · 'unproved' no proof was kept: nothing was written.
create function write_installations(
  items jsonb, at timestamptz, renew_before timestamptz, retry_before timestamptz
) returns table (
  n integer, outcome text, is_new boolean, is_due boolean,
  -- Nothing of it is known in Dynamics; then the rest tells its state.
  is_untold boolean, since timestamptz, has_token boolean, is_allowed boolean
)
-- A plan made while a table was empty must not read all of it later.
language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  news installation_news[] := array(
    select r from jsonb_populate_recordset(null::installation_news, items) r order by r.id);
  ids uuid[] := array(select id from unnest(news));
  changes installation_change[];
  any_known boolean;
begin
  -- From here on an erasure waits for this call (src/erasure/advance.ts), also where nothing is written before it is read
  -- who is bound.
  if exists (select from unnest(news) t where t.wish = 'bind') then
    perform pg_current_xact_id();
  end if;

  insert into users (user_id, dynamics_user_id, first_seen)
  select distinct on (t.user_id) t.user_id, t.dynamics_user_id, at
  from unnest(news) t left join users u on u.user_id = t.user_id
  where t.user_id is not null and u.dynamics_user_id is distinct from t.dynamics_user_id
  order by t.user_id, t.n desc
  on conflict (user_id) do update set dynamics_user_id = excluded.dynamics_user_id
    where users.dynamics_user_id <> excluded.dynamics_user_id;

  perform from installations where id = any(ids) order by id for no key update;
  any_known := found;
  if any_known then
    perform from bindings where installation_id = any(ids) order by installation_id for update;
  end if;

  changes := array(
    select row(
      case
        when i.id is null and not t.creates then 'unknown'
        when i.id is not null and t.enrollment_hash is not null and i.enrollment_hash <> t.enrollment_hash then 'foreign'
        -- Registered by a backend, it belongs to the shell that has its token. Where there is none, whoever comes may
        -- have the installation, and not its owner.
        when i.id is not null and t.enrollment_hash is not null and i.enrollment_hash is null
          and case when i.token_hash is null then t.wish = 'unbind' else i.token_hash = t.token_hash end is not true
          then 'foreign'
        when c.claims and exists (
          select from installations h where h.app = t.app and h.token_hash = c.hash and h.id <> t.id) then 'contested'
        when t.proof = 'kept' and (b.user_key = u.key and b.proof <> 'none') is not true then 'unproved'
        else 'written'
      end,
      i.id is null,
      t.says and i.app <> t.app,
      t.says and c.hash is distinct from i.token_hash,
      t.says and i.notifications_enabled <> t.notifications_enabled,
      t.says and i.id is not null and exists (
        select from registrations r where r.installation_id = t.id
          and (r.state = 'held' and r.confirmed_at < renew_before or r.state = 'refused' and r.since < retry_before)),
      (t.wish = 'bind' and (b.user_key is distinct from u.key or b.dynamics_user_id <> t.dynamics_user_id))
        or (t.wish = 'unbind' and b.user_key is not null),
      t.wish = 'bind' and b.due_at is null and b.user_key = u.key and b.dynamics_user_id = t.dynamics_user_id
        and (t.proof in ('none', 'kept') or b.proof = t.proof) and exists (
          select from registrations r where r.installation_id = t.id and r.state = 'held' and r.confirmed_at >= renew_before
            and r.app = b.app and r.token_hash = c.hash and r.dynamics_user = t.dynamics_user_id::uuid),
      i.app, i.token_hash, i.notifications_enabled, b.user_key, u.key,
      case when t.proof in ('none', 'kept') and b.user_key = u.key then b.proof else t.proof end,
      b.since, c.hash is not null
    )::installation_change
    from unnest(news) t
    left join installations i on i.id = t.id
    left join bindings b on b.installation_id = t.id
    left join users u on u.user_id = t.user_id
    cross join lateral (select coalesce(t.token_hash, i.token_hash) as hash) e
    cross join lateral (select e.hash, t.says and e.hash is not null
      and (i.app is distinct from t.app or i.token_hash is distinct from e.hash) as claims) c
    order by t.id);
  if exists (select from unnest(news, changes) t where t.wish = 'bind' and t.user_key is null) then
    raise exception 'somebody was erased meanwhile: read anew' using errcode = 'serialization_failure';
  end if;

  insert into installations (id, app, platform, app_id, facts, token_sealed, token_hash, token_tail,
    token_environment, notifications_enabled, credential_hash, enrollment_hash, first_seen, last_seen)
  select t.id, t.app, t.platform, t.app_id, t.facts, t.token_sealed, t.token_hash, t.token_tail,
    t.token_environment, t.notifications_enabled, t.credential_hash, t.enrollment_hash, at, at
  from unnest(news, changes) t where t.outcome = 'written' and t.is_new;

  insert into bindings (installation_id, app, user_key, dynamics_user_id, proof, since, trace_id, waited_until, due_at)
  select t.id, t.app, t.user_key, t.dynamics_user_id, t.proof_now, case when t.wish = 'bind' then at end, t.trace_id,
    t.waited_until, case when t.wish = 'bind' then at end
  from unnest(news, changes) t where t.outcome = 'written' and t.is_new;

  if any_known then
    update installations i set app = t.app, platform = t.platform, app_id = t.app_id, facts = t.facts,
      token_sealed = case when t.is_token_new then t.token_sealed else i.token_sealed end,
      token_hash = coalesce(t.token_hash, i.token_hash), token_tail = coalesce(t.token_tail, i.token_tail),
      token_environment = coalesce(t.token_environment, i.token_environment),
      notifications_enabled = t.notifications_enabled, last_seen = at,
      credential_hash = coalesce(t.credential_hash, i.credential_hash),
      enrollment_hash = coalesce(t.enrollment_hash, i.enrollment_hash),
      claimed_at = case when t.wish = 'bind' then null
        when i.enrollment_hash is null and t.enrollment_hash is not null then at else i.claimed_at end
    from unnest(news, changes) t
    where i.id = t.id and t.outcome = 'written' and not t.is_new and t.says
      -- A heartbeat that brings nothing new is written down once a minute.
      and (t.is_moved or t.is_token_new or t.is_permission_new or t.credential_hash is not null
        or i.claimed_at is not null and t.wish = 'bind' or i.last_seen <= at - interval '1 minute' or i.platform <> t.platform or i.app_id <> t.app_id
        or i.facts <> t.facts or coalesce(i.token_environment <> t.token_environment, t.token_environment is not null));

    update bindings b set app = case when t.says then t.app else b.app end,
      user_key = case t.wish when 'bind' then t.user_key when 'unbind' then null else b.user_key end,
      dynamics_user_id = case t.wish when 'bind' then t.dynamics_user_id when 'unbind' then null
        else b.dynamics_user_id end,
      proof = case t.wish when 'bind' then t.proof_now when 'unbind' then null else b.proof end,
      since = case when t.wish = 'unbind' or t.wish = 'bind' and b.user_key is distinct from t.user_key then at
        else b.since end,
      waited_until = case when t.wish is null then b.waited_until else t.waited_until end,
      version = version + 1, due_at = greatest(at, b.leased_until), trace_id = t.trace_id
    from unnest(news, changes) t
    where b.installation_id = t.id and t.outcome = 'written' and not t.is_new
      and (t.is_moved or t.is_token_new or t.is_permission_new or t.is_stale
        or t.wish = 'bind' and not coalesce(t.is_at_rest, false) or t.wish = 'unbind' and t.is_owner_new);

    -- Asking again is a person's wish to try again.
    if exists (
      select from unnest(news, changes) t join registrations r on r.installation_id = t.id
      where t.outcome = 'written' and not t.is_new and t.wish is not null and (r.leased_until is null or r.leased_until <= at)
        and (r.not_before is not null or t.wish = 'bind' and (r.state = 'refused' or r.attempts > 0 or r.reason is not null))
    ) then
      update registrations r set not_before = null,
        state = case when t.wish = 'bind' and r.state = 'refused' and r.dynamics_user = t.dynamics_user_id::uuid
          then 'queued' else r.state end,
        attempts = case when t.wish = 'bind' then 0 else r.attempts end,
        reason = case when t.wish = 'bind' then null else r.reason end,
        message = case when t.wish = 'bind' then null else r.message end
      from unnest(news, changes) t
      where r.installation_id = t.id and t.outcome = 'written' and not t.is_new and t.wish is not null
        and (t.wish = 'bind' or t.is_owner_new) and (r.leased_until is null or r.leased_until <= at)
        and (r.not_before is not null or t.wish = 'bind' and (r.state = 'refused' or r.attempts > 0 or r.reason is not null));
    end if;
  end if;

  -- Who has the token is responsible for all that Dynamics may hold on it, so that one order covers the cleanup of the
  -- last owner and the registration of the next.
  if exists (
    select from unnest(news, changes) t join registrations r on r.app = t.app and r.token_hash = t.token_hash
    where t.outcome = 'written' and t.is_token_new and r.installation_id <> t.id
  ) or exists (select from unnest(news, changes) t where t.outcome = 'written' and t.is_moved) then
    update registrations r set installation_id = t.id from unnest(news, changes) t
    where t.outcome = 'written' and (t.is_token_new or t.is_moved) and r.app = t.app
      and r.token_hash = coalesce(t.token_hash, t.token_before) and r.installation_id <> t.id;
  end if;

  insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
  select at, t.id, coalesce(t.app, t.app_before), l.user_key, l.cause, t.trace_id, l.before, l.after
  from unnest(news, changes) t, lateral (
    select 1 as step, t.is_new as happened, null::uuid as user_key, 'installed' as cause, null::jsonb as before,
      jsonb_build_object('platform', t.platform) as after
    union all select 2, t.is_moved, t.user_before, 'app-changed', jsonb_build_object('app', t.app_before),
      jsonb_build_object('app', t.app)
    union all select 3, t.is_token_new, t.user_before, 'token-changed',
      jsonb_build_object('token', encode(t.token_before, 'hex')),
      jsonb_build_object('token', encode(t.token_hash, 'hex'))
    union all select 4, t.is_permission_new, t.user_before, 'permission-changed',
      jsonb_build_object('granted', t.permission_before), jsonb_build_object('granted', t.notifications_enabled)
    union all select 5, t.is_owner_new and t.wish = 'bind', t.user_key, 'bound',
      jsonb_build_object('user', t.user_before), jsonb_build_object('user', t.user_key, 'proof', t.proof_now)
    union all select 6, t.is_owner_new and t.wish = 'unbind', t.user_before, 'unbound',
      jsonb_build_object('user', t.user_before), null
  ) l where t.outcome = 'written' and l.happened
  order by t.id, l.step;

  return query select t.n, t.outcome, t.is_new,
    coalesce(t.is_moved or t.is_token_new or t.is_permission_new or t.is_stale
      or t.wish = 'bind' and not coalesce(t.is_at_rest, false) or t.is_owner_new, false),
    t.outcome = 'written' and not exists (select from registrations r where r.installation_id = t.id),
    case when t.wish = 'bind' and t.user_before is distinct from t.user_key then at else t.since_before end,
    t.has_token, coalesce(t.notifications_enabled, t.permission_before)
  from unnest(news, changes) t;
end $$;
