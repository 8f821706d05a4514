package org.paceline.submitter.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What was found by following the chain.
 *
 * @param lines how many are as they were written, from the first
 * @param head the last of these
 * @param brokenAt the number of the first line that is not as it was written; null if all are
 * @param fault what is wrong with it; null if all are as they were written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verification(long lines, AuditHead head, Long brokenAt, String fault) {

  /** Is told how far a verification is. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Tells.
     *
     * @param lines how many were followed
     * @param of how many there are
     */
    void followed(long lines, long of);
  }

  /**
   * Whether the chain holds.
   *
   * @return true if every line is as it was written, and none is missing
   */
  @JsonProperty
  public boolean whole() {
    return brokenAt == null;
  }
}
