-- Support asks whose a device is to be, also where that person is waited for.
create index awaited_users_of_user on awaited_users (user_id);
