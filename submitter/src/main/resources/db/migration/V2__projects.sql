-- The owner is whom projects.owner_id names, and nobody else: the owner's line among the members
-- has the role that is left after passing the project on. A person who owns one cannot be deleted.
create table projects (
  id uuid primary key,
  name varchar(64) not null,
  owner_id uuid not null references users (id),
  created_at timestamp with time zone not null,
  version bigint not null
);
create index projects_owner on projects (owner_id);

create table project_members (
  project_id uuid not null references projects (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role varchar(16) not null,
  joined_at timestamp with time zone not null,
  version bigint not null,
  primary key (project_id, user_id)
);
create index project_members_user on project_members (user_id);

create table invite_codes (
  id uuid primary key,
  project_id uuid not null references projects (id) on delete cascade,
  code_hash varchar(64) not null,
  role varchar(16) not null,
  uses_left integer not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint invite_codes_hash unique (code_hash)
);
create index invite_codes_project on invite_codes (project_id, id);
