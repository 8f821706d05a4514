package org.paceline.submitter.client;

/** The service refused a request, and told why as RFC 9457 has it. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String kind;
  private final long retryAfterSeconds;

  /**
   * Tells what was refused.
   *
   * @param status of HTTP
   * @param kind the last part of the problem's type, as {@code not-found}; empty if it has none
   * @param detail for people
   * @param retryAfterSeconds when to come again, 0 if the service did not say
   */
  public RefusedException(int status, String kind, String detail, long retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * Of HTTP.
   *
   * @return from 300
   */
  public int status() {
    return status;
  }

  /**
   * The kind of problem, for programs.
   *
   * @return as {@code not-found}; empty if the answer was no problem document
   */
  public String kind() {
    return kind;
  }

  /**
   * When to come again.
   *
   * @return in seconds, 0 if the service did not say
   */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Whether the same request may succeed later. */
  boolean passes() {
    return retryAfterSeconds > 0
        || status == 408
        || status == 429
        || status >= 500 && status != 501;
  }
}
