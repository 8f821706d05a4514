package org.paceline.submitter.file;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.paceline.submitter.web.Problem;

/** The bytes of a file as an answer, whole or a range of them. */
final class Download {

  private static final int BUFFER = 1 << 16;

  private final StoredFile file;
  private final String tag;
  private final String changed;

  Download(StoredFile file) {
    this.file = file;
    this.tag = "\"" + file.sha256() + "\"";
    this.changed =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(file.createdAt().atOffset(ZoneOffset.UTC));
  }

  /** Never shown by a browser as a page of this origin. */
  void answer(Context context, FileStore files) {
    context.header("ETag", tag);
    context.header("Last-Modified", changed);
    context.header("Accept-Ranges", "bytes");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Repr-Digest", Checksum.header(file.sha256()));
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    Optional<ByteRange> range = range(context);
    if (range.isPresent() && range.get().length() == 0) {
      context.header("Content-Range", "bytes */" + file.size());
      throw Problem.rangeOutside(
          "the file has %d bytes, none of them in '%s'"
              .formatted(file.size(), context.header("Range")));
    }
    range.ifPresent(part -> context.header("Content-Range", part.of(file.size())));
    ByteRange sent = range.orElse(new ByteRange(0, file.size()));
    context.status(range.isPresent() ? 206 : 200);
    context.contentType("application/octet-stream");
    context.header("Content-Length", String.valueOf(sent.length()));
    context.header(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20"));
    if (!context.method().name().equals("HEAD")) {
      send(context, files, sent);
    }
  }

  /** A range is of the file that the client has begun, or it gets the whole. */
  private Optional<ByteRange> range(Context context) {
    String condition = context.header("If-Range");
    boolean same = condition == null || condition.equals(tag) || condition.equals(changed);
    return same ? ByteRange.of(context.header("Range"), file.size()) : Optional.empty();
  }

  private void send(Context context, FileStore files, ByteRange range) {
    // Compressed, it would not have the length that was told.
    context.disableCompression();
    byte[] buffer = new byte[BUFFER];
    long left = range.length();
    try (InputStream in = files.open(file, range.from())) {
      OutputStream out = context.outputStream();
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("file %s ends %d bytes early".formatted(file.id(), left));
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
