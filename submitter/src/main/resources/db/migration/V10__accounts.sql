-- Whether an address may try again is kept by name and address, of accounts that exist and of those that do not
-- alike, so that neither tells them apart. The empty address counts what comes from all of them.
create table sign_in_counts (
  name varchar(64) not null,
  address varchar(64) not null,
  failures integer not null,
  failed_at timestamp with time zone not null,
  succeeded_at timestamp with time zone,
  primary key (name, address)
);
alter table users drop column failures;
alter table users drop column locked_until;
alter table users drop column totp_secret;

-- The secret is sealed by the account's password. A step of time is used once.
create table totp (
  user_id uuid primary key references users (id) on delete cascade,
  secret varchar(255) not null,
  confirmed boolean not null,
  last_step bigint not null,
  created_at timestamp with time zone not null
);

create table recovery_codes (
  code_hash varchar(64) primary key,
  user_id uuid not null references users (id) on delete cascade
);
create index recovery_codes_user on recovery_codes (user_id);

create index refresh_tokens_end on refresh_tokens (expires_at);

-- The last line of the audit. Whoever writes a line locks this row first.
create table audit_head (
  id integer primary key,
  seq bigint not null,
  hash varchar(64) not null,
  constraint audit_head_one check (id = 1)
);
insert into audit_head (id, seq, hash)
  select 1, coalesce(max(seq), 0),
    coalesce((select hash from audit where seq = (select max(seq) from audit)),
      '0000000000000000000000000000000000000000000000000000000000000000')
  from audit;
