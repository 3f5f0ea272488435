-- People whom an installation has named and of whom Dynamics has no record yet (users.unknown: retry). The row counts
-- only while nobody owns the device and nobody has since: bindings.user_key is null, bindings.since is binding_since.
create table awaited_users (
  installation_id uuid primary key references installations (id) on delete cascade,
  user_id text not null,
  -- Of the verified claims those that a rule looks for.
  claims jsonb not null,
  proof text not null check (proof in ('none', 'identity-token', 'api-key')),
  -- Why there is nobody yet: a code of contract/problems.
  reason text not null,
  since timestamptz not null,
  binding_since timestamptz,
  trace_id text not null,
  attempts integer not null default 0,
  due_at timestamptz not null
);
create index awaited_users_due on awaited_users (due_at);
