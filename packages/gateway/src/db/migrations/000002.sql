-- Tokens are sealed at rest (src/vault), found by a keyed hash or by their last eight characters.

-- Keys that rows may be sealed with, by an id that tells nothing about them.
create table vault_keys (
  id text primary key,
  first_used timestamptz not null
);

-- The key of the keyed hash, sealed itself: it outlives the keys that seal.
create table vault_lookup (
  only_one boolean primary key default true check (only_one),
  sealed bytea not null
);

alter table installations drop constraint installations_check;
alter table installations rename column token to token_plain;
alter table installations add column token_sealed bytea, add column token_tail text;
create index installations_by_token_tail on installations (token_tail) where token_tail is not null;
alter table registrations rename column token to token_plain;
alter table registrations alter column token_plain drop not null, add column token_sealed bytea;
alter table interactions rename column token to token_plain;
alter table interactions alter column token_plain drop not null, add column token_sealed bytea;

-- For when no row holds a token in the clear any more. Rows of an older version are sealed at the first start
-- (vault/plain-rows.ts), which then drops this function.
create function finish_sealing() returns void language plpgsql as $$
begin
  alter table installations drop column token_plain,
    add constraint a_token_whole_or_not_at_all
      check ((token_sealed is null) = (token_hash is null) and (token_sealed is null) = (token_tail is null));
  alter table registrations drop column token_plain, alter column token_sealed set not null;
  alter table interactions drop column token_plain, alter column token_sealed set not null;
end $$;
do $$
begin
  if not exists (select from installations) then
    perform finish_sealing();
    drop function finish_sealing();
  end if;
end $$;

-- An installation that a backend registered has no secrets until its shell makes contact.
alter table installations alter column credential_hash drop not null, alter column enrollment_hash drop not null;

-- How the owner was proved. Null: nobody owns it.
alter table bindings add column proof text check (proof in ('none', 'identity-token', 'api-key'));
update bindings set proof = 'none' where user_key is not null;
