-- Device facts on their way to the person's record in Dynamics (users.deviceFacts).
create table record_facts (
  user_key uuid primary key references users (key) on delete cascade,
  -- The device of the person that Dynamics confirmed last: its facts are written.
  installation_id uuid not null references installations (id) on delete cascade,
  -- What was written last, by column, and when. Null: nothing yet.
  written jsonb,
  written_at timestamptz,
  attempts integer not null default 0,
  trace_id text not null,
  -- When to compare again.
  due_at timestamptz not null
);
create index record_facts_due on record_facts (due_at);
create index record_facts_of_installation on record_facts (installation_id);

-- Up to which row of the ledger confirmations have been seen.
create table record_facts_progress (
  only_one boolean primary key default true check (only_one),
  seq bigint not null
);
