package org.paceline.submitter.file;

import java.util.UUID;

/** Who belongs to what, as far as files ask. Thread-safe. */
public interface Membership {

  /** Until projects and machines are known: everybody has only what is one's own. */
  Membership NONE =
      new Membership() {
        @Override
        public boolean member(UUID user, UUID project) {
          return false;
        }

        @Override
        public boolean gives(UUID user, UUID project) {
          return false;
        }

        @Override
        public boolean owner(UUID user, UUID project) {
          return false;
        }

        @Override
        public boolean mates(UUID user, UUID other) {
          return user.equals(other);
        }

        @Override
        public boolean reaches(UUID user, UUID machine) {
          return false;
        }

        @Override
        public boolean givesMachine(UUID user, UUID machine) {
          return false;
        }
      };

  /**
   * Whether a user belongs to a project.
   *
   * @param user the user
   * @param project the project, which need not exist
   * @return true also for its owners
   */
  boolean member(UUID user, UUID project);

  /**
   * Whether a user may give files to a project.
   *
   * @param user the user
   * @param project the project, which need not exist
   * @return false for those who may only look at it
   */
  boolean gives(UUID user, UUID project);

  /**
   * Whether a user may change what others gave to a project.
   *
   * @param user the user
   * @param project the project, which need not exist
   * @return whether the user owns it
   */
  boolean owner(UUID user, UUID project);

  /**
   * Whether two belong to one project, so that one may send files to the other.
   *
   * @param user the user
   * @param other the other, who need not exist
   * @return true also if they are the same
   */
  boolean mates(UUID user, UUID other);

  /**
   * Whether a user may see the files that a machine has.
   *
   * @param user the user
   * @param machine the machine, which need not exist
   * @return whether the user may
   */
  boolean reaches(UUID user, UUID machine);

  /**
   * Whether a user may give files to a machine.
   *
   * @param user the user
   * @param machine the machine, which need not exist
   * @return false for those who may only look at the projects that it is lent to
   */
  boolean givesMachine(UUID user, UUID machine);
}
