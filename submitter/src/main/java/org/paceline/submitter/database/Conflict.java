package org.paceline.submitter.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** Why a database refuses a row. Whatever is neither is a fault, and must not be hidden. */
public final class Conflict {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private Conflict() {}

  /**
   * Whether a row with that key is there already.
   *
   * @param e what the database said
   * @return for SQLSTATE 23505
   */
  public static boolean taken(JdbiException e) {
    return is(e, UNIQUE_VIOLATION);
  }

  /**
   * Whether another row still refers to it.
   *
   * @param e what the database said
   * @return for SQLSTATE 23503
   */
  public static boolean referredTo(JdbiException e) {
    return is(e, FOREIGN_KEY_VIOLATION);
  }

  private static boolean is(JdbiException e, String state) {
    return e.getCause() instanceof SQLException cause && state.equals(cause.getSQLState());
  }
}
