package org.paceline.submitter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param next the cursor of the part that follows, absent at the end
 * @param <T> what is listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, String next) {

  private static final int USUAL = 100;
  private static final int MOST = 1000;

  /**
   * Which part is asked for.
   *
   * @param after the last item of the part before, empty for the first part
   * @param size how many items at most
   */
  public record Request(String after, int size) {

    /**
     * The last item's number, where items are numbered.
     *
     * @return 0 for the first part
     * @throws Problem with status 400 if the cursor is of another list
     */
    public long afterNumber() {
      if (after.isEmpty()) {
        return 0;
      }
      if (!after.matches("\\d{1,18}")) {
        throw Problem.invalid("cursor is of another list");
      }
      return Long.parseLong(after);
    }
  }

  /**
   * Reads the query's {@code cursor} and {@code limit}.
   *
   * @param context the request
   * @return which part is asked for
   * @throws Problem with status 400 if either is none
   */
  public static Request requested(Context context) {
    String limit = context.queryParam("limit");
    if (limit != null && !limit.matches("[1-9]\\d{0,2}|" + MOST)) {
      throw Problem.invalid("limit must be from 1 to %s, not '%s'".formatted(MOST, limit));
    }
    int size = limit == null ? USUAL : Integer.parseInt(limit);
    String cursor = context.queryParam("cursor");
    return new Request(cursor == null ? "" : decoded(cursor), size);
  }

  private static String decoded(String cursor) {
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      // PostgreSQL takes no NUL.
      if (key.indexOf(0) < 0) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw Problem.invalid("cursor must be one that an answer gave as next");
  }

  /**
   * The part that was asked for.
   *
   * @param items its items, at most as many as were asked for
   * @param request what was asked for
   * @param key what an item is found by
   * @param <T> what is listed
   * @return with a cursor if it is full
   */
  public static <T> Page<T> of(List<T> items, Request request, Function<T, String> key) {
    if (items.size() < request.size()) {
      return new Page<>(items, null);
    }
    byte[] last = key.apply(items.get(items.size() - 1)).getBytes(StandardCharsets.UTF_8);
    return new Page<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
  }
}
