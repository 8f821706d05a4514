-- Owners have no foreign key: an account that is deleted must not take the bytes' rows with it, and what
-- belonged to it alone is moved to the recycle bin by the sweeper. At most one of project, member and
-- machine is set; none for a file that is only its owner's.
create table uploads (
  id uuid primary key,
  owner uuid not null,
  project uuid,
  member uuid,
  machine uuid,
  name varchar(255) not null,
  kind varchar(16) not null,
  size bigint not null,
  crc32c varchar(8),
  sha256 varchar(64) not null,
  space varchar(16) not null,
  ttl_seconds bigint,
  part_bytes bigint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  claim uuid,
  claimed_until timestamp with time zone
);
create index uploads_owner on uploads (owner);
create index uploads_project on uploads (project);

-- A part's bytes lie under its number and checksum, so that of two that arrive at once this row decides.
create table upload_parts (
  upload uuid not null references uploads (id) on delete cascade,
  number integer not null,
  sha256 varchar(64) not null,
  primary key (upload, number)
);

create table files (
  id uuid primary key,
  owner uuid not null,
  project uuid,
  member uuid,
  machine uuid,
  name varchar(255) not null,
  kind varchar(16) not null,
  size bigint not null,
  crc32c varchar(8) not null,
  sha256 varchar(64),
  space varchar(16) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  deleted_at timestamp with time zone,
  version bigint not null
);
create index files_owner on files (owner, id);
create index files_project on files (project, id);
create index files_member on files (member, id);
create index files_machine on files (machine, id);
create index files_deleted on files (deleted_at);
create index files_expires on files (expires_at);

-- A row is locked while its holder, a user or a project, is given space. No limit: that of the settings.
create table quotas (
  holder uuid primary key,
  bytes bigint,
  version bigint not null
);

create table file_checks (
  id uuid primary key,
  at timestamp with time zone not null,
  stored bigint not null,
  recorded bigint not null,
  findings bigint not null
);

create table file_findings (
  check_id uuid not null references file_checks (id) on delete cascade,
  file uuid not null,
  problem varchar(16) not null,
  primary key (check_id, file, problem)
);
