-- The gateway's first tables. All times come from the gateway's clock, never from now().

-- The key stands for a person wherever history is kept: forget the row, and the history is pseudonymous.
create table users (
  key uuid primary key default gen_random_uuid(),
  user_id text not null unique,
  -- The record it was last taken for.
  dynamics_user_id text not null,
  first_seen timestamptz not null
);

-- One installed shell, as it describes itself.
create table installations (
  id uuid primary key,
  -- The configured mobile app channel, by its name.
  app text not null,
  platform text not null check (platform in ('ios', 'android')),
  -- Bundle id or package name.
  app_id text not null,
  facts jsonb not null,
  token text,
  token_hash bytea,
  token_environment text check (token_environment in ('development', 'production')),
  notifications_enabled boolean not null,
  credential_hash bytea not null,
  enrollment_hash bytea not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  check ((token is null) = (token_hash is null))
);
-- Partial also because a plain one would make token_hash a key column: a new token would then exclude the foreign-key
-- checks of rows that point here, and deadlock with them.
create unique index one_installation_per_token on installations (app, token_hash) where token_hash is not null;

-- Who should own the device. One row per installation, so one owner per device; slim, since reconciling rewrites it.
create table bindings (
  installation_id uuid primary key references installations (id),
  app text not null,
  -- Null: nobody.
  user_key uuid references users (key),
  dynamics_user_id text,
  -- When this owner came, or the last one left. Null: never had one.
  since timestamptz,
  -- The request that last changed something here.
  trace_id text not null,
  -- Grows with each change, so that an outcome can tell whether it is still about the present wish.
  version bigint not null default 1,
  -- A caller waits for the verdict until then.
  waited_until timestamptz,
  -- When to compare wanted with known again; never before a lease ends. Null: at rest.
  due_at timestamptz,
  lease uuid,
  leased_until timestamptz,
  check ((user_key is null) = (dynamics_user_id is null)),
  check (user_key is null or since is not null)
);
create index bindings_due on bindings (app, due_at) where due_at is not null;

-- What Dynamics is known to hold, or may hold, per app, user and token. No row: it holds nothing there.
create table registrations (
  app text not null,
  -- Compared without dashes and case (facts: dynamics.md §10.15); dynamics_user_id is what is sent.
  dynamics_user uuid not null,
  token_hash bytea not null,
  dynamics_user_id text not null,
  user_key uuid not null,
  platform text not null,
  token text not null,
  -- The installation that is responsible; follows the token when it moves.
  installation_id uuid not null references installations (id),
  state text not null check (
    state in ('queued', 'sending', 'pending', 'held', 'refused', 'cleaning', 'cleaned')
  ),
  -- A registration of this row was sent and its outcome never learned: Dynamics may hold it.
  unanswered boolean not null,
  -- Registered a second time after Dynamics gave no verdict for hours.
  resent boolean not null,
  attempts integer not null,
  polls integer not null,
  request_id text,
  -- Which access token it was sent with: a hash, see holds.ts.
  api_token_id text,
  reason text,
  message text,
  -- When this state was entered.
  since timestamptz not null,
  sent_at timestamptz,
  confirmed_at timestamptz,
  -- Do nothing about this row before.
  not_before timestamptz,
  lease uuid,
  leased_until timestamptz,
  trace_id text not null,
  -- In this order it also finds all that is known of a token.
  primary key (app, token_hash, dynamics_user)
);
create index registrations_of_installation on registrations (installation_id);
-- Nobody is registered on a token before the last one has been cleaned up there.
create unique index one_user_per_token on registrations (app, token_hash) where state <> 'cleaned';

-- Append-only history of every change of a binding, and of what Dynamics made of it.
create table ledger (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  installation_id uuid not null,
  app text not null,
  user_key uuid,
  cause text not null,
  trace_id text not null,
  before jsonb,
  after jsonb
);
create index ledger_of_installation on ledger (installation_id, seq);
create index ledger_of_user on ledger (user_key, seq) where user_key is not null;

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;
create trigger ledger_is_append_only before update or delete or truncate on ledger
  for each statement execute function refuse_ledger_change();

-- Opens on their way to Dynamics.
create table interactions (
  installation_id uuid not null references installations (id),
  event_id uuid not null,
  app text not null,
  kind text not null,
  tracking_id text not null,
  -- Of the installation when the open arrived.
  token text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  trace_id text not null,
  attempts integer not null default 0,
  -- Null: done, one way or the other.
  due_at timestamptz,
  outcome text check (outcome in ('delivered', 'refused', 'expired')),
  primary key (installation_id, event_id)
);
create index interactions_due on interactions (app, due_at) where due_at is not null;
