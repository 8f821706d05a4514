package org.paceline.submitter.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, as RFC 9110, section 14, has it.
 *
 * @param from the first byte
 * @param length how many, 0 if the file has none of those that were asked for
 */
record ByteRange(long from, long length) {

  private static final Pattern FORM =
      Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})", Pattern.CASE_INSENSITIVE);

  /** Empty where the whole is meant: without a range, or with one that is not understood. */
  static Optional<ByteRange> of(String header, long size) {
    Matcher matcher = FORM.matcher(header == null ? "" : header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(end(Long.parseLong(last), size));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(from, from >= size ? 0 : to - from + 1));
  }

  private static ByteRange end(long suffix, long size) {
    long length = Math.min(suffix, size);
    return new ByteRange(size - length, length);
  }

  /** For the header Content-Range. */
  String of(long size) {
    return "bytes %s-%s/%s".formatted(from, from + length - 1, size);
  }
}
