-- What an owner's agent reports and what the owner allows. A machine is there while its agent has
-- been seen of late; agent_hash is of the agent's token, null while none was given.
create table machines (
  id uuid primary key,
  owner_id uuid not null references users (id) on delete cascade,
  name varchar(64) not null,
  processor varchar(128) not null,
  cores double precision not null,
  gigahertz double precision not null,
  memory_bytes bigint not null,
  gpus varchar(2048) not null,
  hours varchar(1024) not null,
  zone varchar(64) not null,
  maximum_share double precision not null,
  paused boolean not null,
  agent_hash varchar(64),
  last_seen timestamp with time zone,
  registered_at timestamp with time zone not null,
  version bigint not null,
  constraint machines_name unique (owner_id, name)
);

-- The reference to the owner's membership takes a machine out of a project that its owner leaves.
create table machine_projects (
  machine_id uuid not null references machines (id) on delete cascade,
  project_id uuid not null,
  owner_id uuid not null,
  primary key (machine_id, project_id),
  foreign key (project_id, owner_id)
    references project_members (project_id, user_id) on delete cascade
);
create index machine_projects_member on machine_projects (project_id, owner_id);
