-- Callback URLs that Dynamics may call once about the outcome of a registration. Found by the hash of what is random in
-- the URL; the row goes when it is used, or after a day.
create table hooks (
  secret_hash bytea primary key,
  -- Of what comes back in our header.
  proof_hash bytea not null,
  app text not null,
  token_hash bytea not null,
  dynamics_user uuid not null,
  made_at timestamptz not null
);
create index hooks_by_age on hooks (made_at);

-- Dynamics has called back, maybe before the answer to the call was written down: ask for the status at once.
alter table registrations add column hinted boolean not null default false;
