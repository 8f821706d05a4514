-- The whole's checksum may come with the completion. What a storage needs to find an upload again is its handle.
alter table uploads alter column sha256 drop not null;
alter table uploads add column handle varchar(4096) default '' not null;

-- A part has arrived when nobody claims it any more. Whoever writes one claims it, under an attempt of its own,
-- for a short time again and again, so that no two write to one place.
drop table upload_parts;
create table upload_parts (
  upload uuid not null references uploads (id) on delete cascade,
  number integer not null,
  algorithm varchar(16) not null,
  checksum varchar(64) not null,
  attempt uuid not null,
  writer uuid not null,
  claimed_until timestamp with time zone,
  crc32c varchar(8) default '' not null,
  receipt varchar(1024) default '' not null,
  primary key (upload, number)
);
