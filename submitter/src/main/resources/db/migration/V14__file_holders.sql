-- Whose a file is, beside the project that it is in: it counts for them, and they delete it. Whoever is not in the project any more has no part in
-- what they sent to it; what somebody left behind is the member's whom it was given to, or the owner's on whose machine it is.
create view file_holders as
  select f.id as file, f.owner as holder from files f
    where f.project is null
      or not exists (select 1 from projects p where p.id = f.project)
      or exists (select 1 from project_members m where m.project_id = f.project and m.user_id = f.owner)
  union all
  select f.id, f.member from files f
    where f.member is not null and not exists (select 1 from users u where u.id = f.owner)
  union all
  select f.id, m.owner_id from files f join machines m on m.id = f.machine
    where not exists (select 1 from users u where u.id = f.owner);
