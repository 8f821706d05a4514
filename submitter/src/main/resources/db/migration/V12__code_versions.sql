-- Counts the uses of a code, so that whoever revokes it knows of all who came by it.
alter table invite_codes add column version bigint default 1 not null;
