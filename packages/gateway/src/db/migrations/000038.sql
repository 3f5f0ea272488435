-- Opens that are settled are forgotten, tokens included, when nobody can tell them a second time any more.
create index interactions_settled on interactions (received_at) where due_at is null;
