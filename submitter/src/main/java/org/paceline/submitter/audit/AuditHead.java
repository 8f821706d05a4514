package org.paceline.submitter.audit;

/**
 * The last line of the chain. Whoever notes it outside of the service can tell later whether lines
 * up to it were cut off or made anew.
 *
 * @param seq the line's number, 0 where there is none yet
 * @param hash its hash, zeros where there is none yet
 */
public record AuditHead(long seq, String hash) {

  private static final String FORM = "\\d{1,18}:[0-9a-f]{64}";

  /**
   * Reads a head that was noted.
   *
   * @param text as {@link #toString} writes it
   * @return the head
   * @throws IllegalArgumentException if it is none
   */
  public static AuditHead of(String text) {
    if (!text.matches(FORM)) {
      throw new IllegalArgumentException(
          "a head must be a line's number and hash, as 12:0a…, not '%s'".formatted(text));
    }
    int colon = text.indexOf(':');
    return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return seq + ":" + hash;
  }
}
