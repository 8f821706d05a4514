package org.paceline.submitter.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.hadoop.fs.BBPartHandle;
import org.apache.hadoop.fs.BBUploadHandle;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.PartHandle;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UploadHandle;

/**
 * Files in a bucket of S3. An upload is a multipart upload of S3's: its parts cannot be read, and
 * the object is there at once when it is completed, which is why it is checked after that and
 * before anybody is told of it.
 */
final class S3Storage extends HadoopStorage {

  S3Storage(HadoopClient client, Path folder) {
    super(client, folder);
  }

  /** What is asked of multipart uploads. */
  @FunctionalInterface
  private interface Request<T> {
    CompletableFuture<T> to(MultipartUploader uploader) throws IOException;
  }

  private <T> T ask(UUID id, Request<T> request) throws IOException {
    return client()
        .call(
            system -> {
              try (MultipartUploader uploader =
                  system.createMultipartUploader(file(id).getParent()).build()) {
                return request.to(uploader).join();
              } catch (CompletionException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
              }
            });
  }

  @Override
  public String begin(UUID id, long size) throws IOException {
    return text(ask(id, uploader -> uploader.startUpload(file(id))).toByteArray());
  }

  private static String text(byte[] handle) {
    return Base64.getEncoder().encodeToString(handle);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(text));
  }

  private static UploadHandle handle(Draft draft) {
    return BBUploadHandle.from(bytes(draft.handle()));
  }

  @Override
  public String write(Draft draft, Piece piece, InputStream content) throws IOException {
    ToldStream told = new ToldStream(content);
    try {
      PartHandle part =
          ask(
              draft.id(),
              uploader ->
                  uploader.putPart(
                      handle(draft),
                      piece.number(),
                      piece.offset() + piece.length() == draft.size(),
                      file(draft.id()),
                      told,
                      piece.length()));
      // S3's client stops at the last byte, and what is wrong with them is told at the end.
      told.checkEnd();
      return text(part.toByteArray());
    } catch (IOException e) {
      told.rethrow();
      throw e;
    }
  }

  @Override
  public boolean readsParts() {
    return false;
  }

  @Override
  public InputStream openPart(Draft draft, Piece piece) {
    throw new UnsupportedOperationException("S3 reads no parts");
  }

  @Override
  public void keep(Draft draft, List<Piece> pieces) throws IOException {
    if (size(draft.id()).equals(OptionalLong.of(draft.size()))) {
      return;
    }
    Map<Integer, PartHandle> parts = new HashMap<>();
    pieces.forEach(piece -> parts.put(piece.number(), BBPartHandle.from(bytes(piece.receipt()))));
    ask(draft.id(), uploader -> uploader.complete(handle(draft), file(draft.id()), parts));
  }

  @Override
  public void drop(Draft draft) throws IOException {
    try {
      ask(draft.id(), uploader -> uploader.abort(handle(draft), file(draft.id())));
    } catch (FileNotFoundException e) {
      // It was completed or dropped before.
      return;
    }
  }

  /** Hadoop has no list of multipart uploads; a rule of the bucket ends those that are left. */
  @Override
  public void uploads(Consumer<Entry> entries) {
    // See above.
  }
}
