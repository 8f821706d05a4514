-- With an enrolment's token an agent registers one machine for its owner, once.
create table enrollments (
  id uuid primary key,
  token_hash varchar(64) not null unique,
  owner_id uuid not null references users (id) on delete cascade,
  expires_at timestamp with time zone not null
);
create index enrollments_owner on enrollments (owner_id);
create index enrollments_expires on enrollments (expires_at);

-- A machine is there from its agent's report until the agent says goodbye, or is silent for long.
-- former_hash is of the token of the agent that another took over from, which is told so.
alter table machines add column here boolean default false not null;
alter table machines add column doing varchar(16) default 'idle' not null;
alter table machines add column former_hash varchar(64);
update machines set here = true where last_seen is not null;
