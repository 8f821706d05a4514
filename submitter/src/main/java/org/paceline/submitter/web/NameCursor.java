package org.paceline.submitter.web;

import java.util.UUID;

/**
 * Where a list ordered by names, which need not be unique, goes on.
 *
 * @param name the last item's name, empty before the first
 * @param id its id
 */
public record NameCursor(String name, UUID id) {

  private static final int ID_LENGTH = 36;
  private static final NameCursor START = new NameCursor("", new UUID(0, 0));

  /**
   * Reads where the last part ended.
   *
   * @param request which part is asked for
   * @return where it begins
   * @throws Problem with status 400 if the cursor is of another list
   */
  public static NameCursor of(Page.Request request) {
    if (request.after().isEmpty()) {
      return START;
    }
    try {
      return new NameCursor(
          request.after().substring(ID_LENGTH),
          UUID.fromString(request.after().substring(0, ID_LENGTH)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Problem.invalid("cursor is of another list");
    }
  }

  /**
   * The key of an item.
   *
   * @return for {@link Page#of}
   */
  public String key() {
    return id + name;
  }
}
