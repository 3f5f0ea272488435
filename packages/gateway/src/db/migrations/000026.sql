-- Installations that have not been seen for as long as policy.stale says.
alter table bindings add column stale text check (stale in ('report', 'cleanup'));

-- Walks through a table, a batch at a time, one gateway after the other.
create table walks (
  name text primary key,
  -- The last row that was looked at. Null: at the beginning.
  position uuid,
  -- When to go on; while a process is at it, the end of its lease.
  due_at timestamptz not null
);

-- One that is seen again is as any other, and due. Only who was silent for a day is looked at: a stale one was silent
-- for longer, and a heartbeat pays nothing.
create function see_again() returns trigger language plpgsql as $$
begin
  update bindings set stale = null, version = version + 1, due_at = greatest(new.last_seen, leased_until)
  where installation_id = new.id and stale is not null;
  return null;
end $$;
create trigger installations_seen_again after update on installations
  for each row when (new.last_seen > old.last_seen + interval '1 day') execute function see_again();
