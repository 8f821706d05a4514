package org.paceline.submitter.file;

import java.time.Instant;
import java.util.UUID;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/**
 * Where the list of checks goes on, of which the newest are first.
 *
 * @param at when the last one began
 * @param id its id
 */
record CheckCursor(Instant at, UUID id) {

  private static final int ID_LENGTH = 36;
  private static final CheckCursor START =
      new CheckCursor(Instant.parse("9999-12-31T00:00:00Z"), FileStore.FIRST);

  /**
   * Reads where the last part ended.
   *
   * @throws Problem with status 400 if the cursor is of another list
   */
  static CheckCursor of(Page.Request page) {
    String key = page.after();
    if (key.isEmpty()) {
      return START;
    }
    if (!key.matches(Ids.FORM + "\\d{1,13}")) {
      throw Problem.invalid("cursor is of another list");
    }
    return new CheckCursor(
        Instant.ofEpochMilli(Long.parseLong(key.substring(ID_LENGTH))),
        UUID.fromString(key.substring(0, ID_LENGTH)));
  }

  String key() {
    return id.toString() + at.toEpochMilli();
  }
}
