-- What an invitation is listed and revoked by, as its code is shown once.
alter table invitations add column id uuid;
update invitations set id = gen_random_uuid();
alter table invitations alter column id set not null;
alter table invitations add constraint invitations_id unique (id);
