-- Fewer random pages for each registration: with many millions of devices they are most of what it costs
-- (facts: performance.md, growth 10 k → 10 M rows).

-- Who is known by the id of their record is found by that id (src/ledger/people.ts). Only the others need this.
drop index users_of_record;
create index users_of_record on users (lower(replace(dynamics_user_id, '-', '')))
  where user_id <> lower(dynamics_user_id);

-- Support asks by the last characters of a token now and then: Bloom filters, for some 250 devices each.
drop index installations_by_token_tail;
create index installations_by_token_tail on installations
  using brin (token_tail text_bloom_ops (n_distinct_per_range = 400, false_positive_rate = 0.001))
  with (pages_per_range = 32, autosummarize = on);

-- A new person's key sorts behind those that came before (RFC 9562, version 7), so it is written where they were.
create function uuid_by_time() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(
        uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6
      ), 52, 1), 53, 1), 'hex')::uuid
$$;
alter table users alter column key set default uuid_by_time();

-- Room for a claim and its end, in less space: ten million of them should fit in memory.
alter table bindings set (fillfactor = 70);
