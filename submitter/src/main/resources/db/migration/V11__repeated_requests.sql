-- A key counts within a scope: an account, a token for a machine, or an address. user_id is null for whoever has not signed in.
create table repeated_requests (
  scope varchar(64) not null,
  idempotency_key varchar(128) not null,
  user_id uuid references users (id) on delete cascade,
  request_hash varchar(64) not null,
  status integer,
  location varchar(255),
  body text,
  created_at timestamp with time zone not null,
  primary key (scope, idempotency_key)
);
insert into repeated_requests
  (scope, idempotency_key, user_id, request_hash, status, location, body, created_at)
  select cast(user_id as varchar(64)), idempotency_key, user_id, request_hash, status, location, body, created_at
  from idempotent_requests;
drop table idempotent_requests;
alter table repeated_requests rename to idempotent_requests;
create index idempotent_requests_user on idempotent_requests (user_id);
create index idempotent_requests_age on idempotent_requests (created_at);
