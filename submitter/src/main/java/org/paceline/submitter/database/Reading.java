package org.paceline.submitter.database;

/**
 * Marks threads that only read, which have connections of their own. Changes wait for each other at
 * the head of the audit, each with a connection in its hand; whoever reads must not wait with them.
 */
public final class Reading {

  private static final ThreadLocal<Boolean> NOW = ThreadLocal.withInitial(() -> false);

  private Reading() {}

  /**
   * Work to be done.
   *
   * @param <T> what it comes to
   * @param <X> what it throws
   */
  @FunctionalInterface
  public interface Work<T, X extends Exception> {

    /**
     * Does it.
     *
     * @return what it comes to
     * @throws X if it fails
     */
    T done() throws X;
  }

  /**
   * Does something that changes nothing in the database, with connections of those that read. A
   * change within it is done all the same.
   *
   * @param work in this thread
   * @param <T> what it comes to
   * @param <X> what it throws
   * @return what it comes to
   * @throws X if it fails
   */
  public static <T, X extends Exception> T only(Work<T, X> work) throws X {
    NOW.set(true);
    try {
      return work.done();
    } finally {
      NOW.remove();
    }
  }

  static boolean now() {
    return NOW.get();
  }
}
