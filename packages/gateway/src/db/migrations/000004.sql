-- Identity tokens that are good once only, until they expire.
create table identity_tokens (
  -- SHA-256 of the claim jti.
  jti_hash bytea primary key,
  -- The one that brought it; it may bring it again until its binding is durable.
  installation_id uuid not null,
  spent boolean not null default false,
  expires_at timestamptz not null
);
create index identity_tokens_expired on identity_tokens (expires_at);
