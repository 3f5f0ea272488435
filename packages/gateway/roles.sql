-- Roles of least privilege for a gateway's database. Run by the owner of the tables, who must be allowed to create roles
-- (or by a superuser), once the gateway has started once under that owner (which makes the tables), and again after each
-- upgrade:
--
--   psql "$OWNER_URL" -v ON_ERROR_STOP=1 -f roles.sql
--   psql "$OWNER_URL" -c '\password journeys_push_gateway'
--   psql "$OWNER_URL" -c '\password journeys_push_auditor'
--
-- journeys_push_gateway: what a running gateway needs. It owns nothing, so it can neither change the ledger or the audit
-- trail nor switch off the triggers that guard them.
-- journeys_push_auditor: reads the history, which names nobody: no user ids, no tokens.
do $$
begin
  if not exists (select from pg_roles where rolname = 'journeys_push_gateway') then
    create role journeys_push_gateway login;
  end if;
  if not exists (select from pg_roles where rolname = 'journeys_push_auditor') then
    create role journeys_push_auditor login;
  end if;
end $$;

revoke create on schema public from public;
grant usage on schema public to journeys_push_gateway, journeys_push_auditor;

grant select, insert, update, delete on all tables in schema public to journeys_push_gateway;
revoke update, delete, truncate on ledger, audit from journeys_push_gateway;
revoke insert, update, delete on migrations from journeys_push_gateway;
-- A view of the ledger.
revoke insert, update, delete on ledger_by_key from journeys_push_gateway;

grant select on ledger, audit, erasures, migrations to journeys_push_auditor;
