-- The public keys of identity tokens as they were read last, so that a gateway that starts during an outage has them.
create table identity_keys (
  -- SHA-256 of where they were read.
  url_hash bytea primary key,
  -- As they came: a JWKS.
  jwks text not null,
  read_at timestamptz not null
);
