-- One file for PostgreSQL and H2 in its mode. Times are UTC, ids are made by the service.
create table users (
  id uuid primary key,
  name varchar(64) not null,
  password_hash varchar(255) not null,
  admin boolean not null,
  must_change_password boolean not null,
  failures integer not null,
  locked_until timestamp with time zone,
  totp_secret varchar(64),
  created_at timestamp with time zone not null,
  version bigint not null,
  constraint users_name unique (name)
);

create table invitations (
  code_hash varchar(64) primary key,
  made_by uuid not null references users (id) on delete cascade,
  expires_at timestamp with time zone not null
);

-- A family is all that followed from one sign-in: a token of it that comes a second time ends the family.
create table refresh_tokens (
  token_hash varchar(64) primary key,
  family uuid not null,
  user_id uuid not null references users (id) on delete cascade,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);
create index refresh_tokens_family on refresh_tokens (family);
create index refresh_tokens_user on refresh_tokens (user_id);

create table signing_keys (
  kid varchar(64) primary key,
  secret varchar(128) not null,
  created_at timestamp with time zone not null
);

create table idempotent_requests (
  user_id uuid not null references users (id) on delete cascade,
  idempotency_key varchar(128) not null,
  request_hash varchar(64) not null,
  status integer,
  location varchar(255),
  body text,
  created_at timestamp with time zone not null,
  primary key (user_id, idempotency_key)
);

create table leases (
  name varchar(64) primary key,
  holder varchar(64) not null,
  held_until timestamp with time zone not null
);

create table audit (
  seq bigint primary key,
  at timestamp with time zone not null,
  actor varchar(64) not null,
  action varchar(64) not null,
  subject varchar(255) not null,
  project uuid,
  previous_hash varchar(64) not null,
  hash varchar(64) not null
);
create index audit_project on audit (project, seq);
