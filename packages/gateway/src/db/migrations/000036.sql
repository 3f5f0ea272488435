-- Devices whose user waits for the verdict go first, however many others are due. Whether anybody waits follows from two
-- columns: a binding nobody waits for is written with both at the same moment.
alter table bindings add column is_waited boolean generated always as (waited_until > due_at) stored;
create index bindings_waited on bindings (app, due_at) where is_waited;
