-- What many millions of devices cost each registration is the pages that it writes in places of their own
-- (docs/decisions/0026-the-ledgers-indexes-grow-at-one-end.md).

-- The history of a device and of a person is looked for in blocks of two million lines. New lines are written in the
-- last block's part of an index, which stays small; a look-up goes once through the index for each block.
create index ledger_by_installation on ledger ((seq >> 21), installation_id);
create index ledger_by_user on ledger ((seq >> 21), user_key) where user_key is not null;
drop index ledger_of_installation;
drop index ledger_of_user;

create function ledger_blocks() returns bigint[] language sql stable parallel safe as $$
  select array(select generate_series(0, (select max(seq) >> 21 from ledger)))
$$;

-- The ledger, for who looks for lines by installation_id or user_key.
create view ledger_by_key as select * from ledger where seq >> 21 = any(ledger_blocks());
