package org.paceline.submitter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.jetty.http.HttpStatus;

/** A request that is refused, as RFC 9457 tells it. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int RETRY_SECONDS = 5;

  private final int status;
  private final String kind;
  private final Integer retryAfterSeconds;

  private Problem(int status, String kind, String detail, Integer retryAfterSeconds) {
    super(detail, null, false, false);
    this.status = status;
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * What was sent breaks a rule.
   *
   * @param detail the rule and the value
   * @return to be thrown; status 400
   */
  public static Problem invalid(String detail) {
    return new Problem(400, "invalid-request", detail, null);
  }

  /**
   * What arrived has not the checksum that was told.
   *
   * @param detail of what
   * @return to be thrown; status 400
   */
  public static Problem wrongChecksum(String detail) {
    return new Problem(400, "wrong-checksum", detail, null);
  }

  /**
   * It is larger than the limit.
   *
   * @param detail the limit and the size
   * @return to be thrown; status 413
   */
  public static Problem tooLarge(String detail) {
    return new Problem(413, "too-large", detail, null);
  }

  /**
   * It would take more space than there is for its holder, who can make some.
   *
   * @param detail whose space, and how much there is
   * @return to be thrown; status 409
   */
  public static Problem quotaExceeded(String detail) {
    return new Problem(409, "quota-exceeded", detail, null);
  }

  /**
   * The file holds none of that range.
   *
   * @param detail the range and the size
   * @return to be thrown; status 416
   */
  public static Problem rangeOutside(String detail) {
    return new Problem(416, "range-outside", detail, null);
  }

  /**
   * What was sent arrived as it was meant, and is not of the kind that it is said to be.
   *
   * @param detail the rule and what breaks it
   * @return to be thrown; status 422
   */
  public static Problem wrongKind(String detail) {
    return new Problem(422, "wrong-kind", detail, null);
  }

  /**
   * Whoever asks is not known.
   *
   * @param detail why not
   * @return to be thrown; status 401
   */
  public static Problem unauthenticated(String detail) {
    return new Problem(401, "unauthenticated", detail, null);
  }

  /**
   * The password is right, and the account wants a code as well.
   *
   * @param detail what to send
   * @return to be thrown; status 401
   */
  public static Problem codeNeeded(String detail) {
    return new Problem(401, "totp-needed", detail, null);
  }

  /**
   * Whoever asks is known, and may not.
   *
   * @param detail what is needed
   * @return to be thrown; status 403
   */
  public static Problem forbidden(String detail) {
    return new Problem(403, "forbidden", detail, null);
  }

  /**
   * There is no such thing, or none that the caller may know of.
   *
   * @param what its kind and name
   * @return to be thrown; status 404
   */
  public static Problem missing(String what) {
    return new Problem(404, "not-found", "there is no " + what, null);
  }

  /**
   * It contradicts what is there.
   *
   * @param detail what contradicts it
   * @return to be thrown; status 409
   */
  public static Problem conflict(String detail) {
    return new Problem(409, "conflict", detail, null);
  }

  /**
   * It is under way by another request.
   *
   * @param detail what is
   * @param retryAfterSeconds when to come again
   * @return to be thrown; status 409
   */
  public static Problem busy(String detail, int retryAfterSeconds) {
    return new Problem(409, "conflict", detail, retryAfterSeconds);
  }

  /**
   * The caller's copy is not the newest.
   *
   * @param detail what to do
   * @return to be thrown; status 412
   */
  public static Problem stale(String detail) {
    return new Problem(412, "stale", detail, null);
  }

  /**
   * The same Idempotency-Key came with another request.
   *
   * @param detail what to do
   * @return to be thrown; status 422
   */
  static Problem keyReused(String detail) {
    return new Problem(422, "idempotency-key-reused", detail, null);
  }

  /**
   * The request must say of which version it is.
   *
   * @param detail what to send
   * @return to be thrown; status 428
   */
  public static Problem versionNeeded(String detail) {
    return new Problem(428, "version-needed", detail, null);
  }

  /**
   * Too many requests, or attempts.
   *
   * @param detail which limit
   * @param retryAfterSeconds when to come again
   * @return to be thrown; status 429
   */
  public static Problem tooMany(String detail, int retryAfterSeconds) {
    return new Problem(429, "too-many-requests", detail, retryAfterSeconds);
  }

  /**
   * The service has too much to do, or is about to end.
   *
   * @param detail with what
   * @param retryAfterSeconds when to come again
   * @return to be thrown; status 503
   */
  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return new Problem(503, "unavailable", detail, retryAfterSeconds);
  }

  /** What the server itself refuses; what it says of it may quote what was sent. */
  static Problem ofServer(int status) {
    return of(status, HttpStatus.getMessage(status));
  }

  /**
   * There is no room on the disk, whoever asks.
   *
   * @param detail how much there is
   * @return to be thrown; status 507
   */
  public static Problem insufficientStorage(String detail) {
    return new Problem(507, "insufficient-storage", detail, null);
  }

  /**
   * Something that the service needs does not answer.
   *
   * @param detail what
   * @return to be thrown; status 503
   */
  public static Problem unavailable(String detail) {
    return new Problem(503, "unavailable", detail, RETRY_SECONDS);
  }

  static Problem of(int status, String title) {
    String kind =
        switch (status) {
          case 404 -> "not-found";
          case 405 -> "method-not-allowed";
          case 408 -> "timeout";
          case 413 -> "too-large";
          case 503 -> "unavailable";
          default -> status < 500 ? "invalid-request" : "internal-error";
        };
    return new Problem(status, kind, title, null);
  }

  /** Where the rest of the request is not read. */
  boolean endsConnection() {
    return status == 408 || status == 413;
  }

  int status() {
    return status;
  }

  Integer retryAfterSeconds() {
    return retryAfterSeconds;
  }

  Document document() {
    return new Document("/problems/" + kind, kind.replace('-', ' '), status, getMessage());
  }

  /**
   * The body of an answer of type {@code application/problem+json}.
   *
   * @param type a relative URI that names the kind of problem
   * @param title the kind for people
   * @param status the HTTP status
   * @param detail this problem for people
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Document(String type, String title, int status, String detail) {}
}
