package org.paceline.submitter.project;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody may do in a project. */
public enum Role {
  /** All, and say who else may what; there is one. */
  OWNER,
  /** Work in it. */
  MEMBER,
  /** Look at it. */
  VIEWER;

  /**
   * As the API has it.
   *
   * @return in lower case
   */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A role that an owner can give; the owner's own is only passed on.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Role given(String text) {
    for (Role role : new Role[] {MEMBER, VIEWER}) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("role must be member or viewer, not '%s'".formatted(text));
  }
}
