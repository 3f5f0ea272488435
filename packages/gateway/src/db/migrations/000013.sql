-- Answers to requests that carried an Idempotency-Key, for as long as a repetition may come.
create table idempotency_keys (
  api_key text not null,
  key_hash bytea not null,
  -- Of method, path and body: the same key with another request is a mistake.
  fingerprint bytea not null,
  expires_at timestamptz not null,
  -- Null once answered. A process that dies leaves the key free from then on.
  claimed_until timestamptz,
  status integer,
  content_type text,
  body text,
  primary key (api_key, key_hash),
  check ((claimed_until is null) = (status is not null))
);
create index idempotency_keys_expire on idempotency_keys (expires_at);
