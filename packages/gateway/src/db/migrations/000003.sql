-- Keys of backends and operators. Only a hash of each secret is kept.
create table api_keys (
  -- The part of the key that may be shown: jpk_<id>_<secret>.
  id text primary key,
  secret_hash bytea not null,
  name text not null,
  scopes text[] not null check (scopes <@ array['read', 'register', 'admin', 'tokens'] and scopes <> '{}'),
  created_at timestamptz not null,
  -- To the minute.
  last_used timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);

-- What operators and backends did that must be accounted for. Append-only, like the ledger.
create table audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  -- Who: `key:<id>`, or `cli:<account>@<host>`.
  actor text not null,
  -- What: `key-created`, `key-revoked`, …
  action text not null,
  -- To what.
  subject text not null,
  details jsonb,
  trace_id text
);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit
  for each statement execute function refuse_audit_change();
