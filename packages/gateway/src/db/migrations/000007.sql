-- The ledger tells what Dynamics may hold, and people can be erased.

-- How sure it is that Dynamics would push to this token for this person: `certain` it has said that it holds the
-- registration · `possible` a call that makes or ends it has been, or may have been, sent · `no`.
create function dynamics_holds(state text, unanswered boolean, confirmed_at timestamptz) returns text
language sql immutable parallel safe as $$
  select case
    when state = 'cleaned' then 'no'
    when state = 'held' then 'certain'
    when state = 'cleaning' then 'possible'
    -- Asked to confirm once more what it holds.
    when state in ('queued', 'sending', 'pending') and confirmed_at is not null then 'certain'
    when state in ('sending', 'pending') or unanswered then 'possible'
    else 'no'
  end
$$;

-- Whatever changes what Dynamics may hold leaves a line in the ledger, in the same transaction, whoever does it: what
-- is written here cannot be forgotten by a caller. One statement's rows at a time, in the order of a fixed key.
create function tell_ledger_of_sent() returns trigger language plpgsql as $$
begin
  insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
  select since, installation_id, app, user_key, 'sent', trace_id, jsonb_build_object('holds', 'no'),
    jsonb_build_object('holds', dynamics_holds(state, unanswered, confirmed_at), 'token', encode(token_hash, 'hex'))
  from made where dynamics_holds(state, unanswered, confirmed_at) <> 'no'
  order by app, token_hash;
  return null;
end $$;
create trigger registrations_made after insert on registrations
  referencing new table as made for each statement execute function tell_ledger_of_sent();

create function tell_ledger_of_change() returns trigger language plpgsql as $$
begin
  insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
  select coalesce(m.at, n.since), n.installation_id, n.app, n.user_key,
    case
      when m.at is not null then 'moved'
      when n.state = 'held' then 'registered'
      when n.state = 'refused' then 'refused'
      when n.state = 'cleaned' then 'cleaned-up'
      when n.state = 'cleaning' then 'cleaning'
      when n.state = 'sending' then 'sent'
      else 'deferred'
    end,
    coalesce(m.trace_id, n.trace_id),
    jsonb_strip_nulls(jsonb_build_object('holds', h.before, 'state', o.state,
      'installation', case when m.at is not null then o.installation_id end)),
    jsonb_strip_nulls(jsonb_build_object('holds', h.after, 'state', n.state, 'token', encode(n.token_hash, 'hex'),
      'requestId', coalesce(n.request_id, o.request_id),
      -- What Dynamics says is kept, but for ids that it might say.
      'message', case when n.state = 'refused' then regexp_replace(n.message,
        '[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}', '…', 'gi') end))
  from before_it o
  join after_it n using (app, token_hash, dynamics_user)
  cross join lateral (select dynamics_holds(o.state, o.unanswered, o.confirmed_at) as before,
    dynamics_holds(n.state, n.unanswered, n.confirmed_at) as after) h
  -- A token that moves takes along what is registered on it. That is no state of the row: the moment and the trace are
  -- those of the installation that has brought it. Where nothing has moved, the key is null and no index is read.
  left join lateral (select i.last_seen as at, b.trace_id from installations i
    join bindings b on b.installation_id = i.id
    where i.id = case when o.installation_id <> n.installation_id then n.installation_id end) m on true
  where h.before <> h.after or (m.at is not null and h.after <> 'no')
    or (o.state <> n.state and (n.state in ('held', 'refused', 'cleaned') or (o.state = 'pending' and n.state = 'queued')))
  order by n.app, n.token_hash;
  return null;
end $$;
create trigger registrations_changed after update on registrations
  referencing old table as before_it new table as after_it
  for each statement execute function tell_ledger_of_change();

-- Questions about an installation or a person use the two B-trees of 000001. A time, a trace and a request of Dynamics
-- are asked for seldom, and a B-tree on random ids would cost every registration a page: see
-- docs/decisions/0013-seldom-asked-needs-no-b-tree.md.
create index ledger_of_time on ledger using brin (at) with (pages_per_range = 32, autosummarize = on);
create index ledger_of_trace on ledger using brin (trace_id text_bloom_ops (false_positive_rate = 0.001))
  with (pages_per_range = 32, autosummarize = on);
create index ledger_of_request on ledger using brin ((after ->> 'requestId') text_bloom_ops (false_positive_rate = 0.001))
  with (pages_per_range = 32, autosummarize = on);

-- All ids by which one record of Dynamics is known. The column seldom changes, so writing a person stays cheap.
create index users_of_record on users (lower(replace(dynamics_user_id, '-', '')));

-- People who are being erased, or were: by key only.
create table erasures (
  id uuid primary key,
  -- The keys that stood for the person: one for each user id of the same record in Dynamics.
  user_keys uuid[] not null,
  -- Keyed hashes of those user ids, so that asking again finds this row. Empty once done.
  user_hashes bytea[] not null,
  -- The records that are being cleaned up in Dynamics. Empty once done.
  records uuid[] not null,
  requested_at timestamptz not null,
  -- Who asked: `key:<id>`.
  requested_by text not null,
  trace_id text not null,
  -- A transaction that began after the names were gone: an older one may still know them. The largest number: nobody has
  -- looked since.
  xid xid8 not null,
  -- When nothing was left to be cleaned up in Dynamics.
  done_at timestamptz,
  check (done_at is null or (user_hashes = '{}' and records = '{}'))
);
-- With this constraint, forgetting a person would look through all devices for one that is theirs. An erasure unbinds
-- them, waits until no transaction is left that may have read the person before, and unbinds what such a one has bound.
alter table bindings drop constraint bindings_user_key_fkey;
create index erasures_open on erasures (requested_at) where done_at is null;
