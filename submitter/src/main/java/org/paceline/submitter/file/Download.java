package org.paceline.submitter.file;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paceline.submitter.web.Content;
import org.paceline.submitter.web.Problem;

/** The bytes of a file as an answer, whole or a range of them. */
final class Download {

  private static final List<String> OF_CONTENT =
      List.of(
          "ETag",
          "Last-Modified",
          "Accept-Ranges",
          "Repr-Digest",
          "Content-Range",
          "Content-Disposition");

  /** RFC 9110, section 5.6.7; Java's own has days of one digit. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private final StoredFile file;
  private final String tag;
  private final String changed;

  Download(StoredFile file) {
    this.file = file;
    this.tag = "\"" + file.crc32c() + "\"";
    this.changed = HTTP_DATE.format(file.createdAt().atOffset(ZoneOffset.UTC));
  }

  /** Never shown by a browser as a page of this origin. */
  void answer(Context context, FileStore files) {
    context.header("ETag", tag);
    context.header("Last-Modified", changed);
    context.header("Accept-Ranges", "bytes");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Repr-Digest", digests());
    if (isKnown(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    if (context.method().name().equals("HEAD")) {
      // Ranges are of GET only (RFC 9110, section 14.2).
      begin(context, Optional.empty(), new ByteRange(0, file.size()));
      return;
    }
    Optional<ByteRange> range = range(context);
    if (range.isPresent() && range.get().length() == 0) {
      context.header("Content-Range", "bytes */" + file.size());
      throw Problem.rangeOutside(
          "the file has %s bytes, none of them in '%s'"
              .formatted(file.size(), context.header("Range")));
    }
    ByteRange sent = range.orElse(new ByteRange(0, file.size()));
    // A storage that is away is told before anything of an answer is.
    try (ReadableByteChannel bytes = files.open(file, sent.from())) {
      begin(context, range, sent);
      Content.send(context, bytes, sent.length());
    } catch (IOException e) {
      forget(context);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      forget(context);
      throw e;
    }
  }

  private boolean isKnown(String tags) {
    return tags != null
        && Arrays.stream(tags.split(","))
            .map(each -> each.strip().replaceFirst("^W/", ""))
            .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  private String digests() {
    String crc32c = Algorithm.CRC32C.header(file.crc32c());
    return file.sha256() == null ? crc32c : Algorithm.SHA_256.header(file.sha256()) + ", " + crc32c;
  }

  /** What is answered instead is a problem, and of another length. */
  private static void forget(Context context) {
    if (context.res().isCommitted()) {
      return;
    }
    context.res().setContentLengthLong(-1);
    OF_CONTENT.forEach(name -> context.res().setHeader(name, null));
  }

  private void begin(Context context, Optional<ByteRange> range, ByteRange sent) {
    range.ifPresent(part -> context.header("Content-Range", part.of(file.size())));
    context.status(range.isPresent() ? 206 : 200);
    context.contentType("application/octet-stream");
    context.header("Content-Length", String.valueOf(sent.length()));
    context.header(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** A range is of the file that the client has begun, or it gets the whole. */
  private Optional<ByteRange> range(Context context) {
    String condition = context.header("If-Range");
    boolean same = condition == null || condition.equals(tag) || condition.equals(changed);
    return same ? ByteRange.of(context.header("Range"), file.size()) : Optional.empty();
  }
}
