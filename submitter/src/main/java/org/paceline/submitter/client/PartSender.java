package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/** Sends parts of an upload, but those that the service has already. Thread-safe. */
final class PartSender {

  private static final Duration SHORTEST = Duration.ofMinutes(2);
  private static final int SLOWEST_BYTES_A_SECOND = 20_000;

  private final Api api;
  private final String upload;
  private final Progress progress;
  private final Map<Integer, JsonNode> there;

  /**
   * Sends parts of an upload.
   *
   * @param api asks
   * @param upload as the API has it, with the parts that are there
   * @param progress is told
   */
  PartSender(Api api, JsonNode upload, Progress progress) {
    this.api = api;
    this.upload = upload.path("id").asText();
    this.progress = progress;
    there = parts(upload);
  }

  private static Map<Integer, JsonNode> parts(JsonNode upload) {
    Map<Integer, JsonNode> parts = new HashMap<>();
    upload.path("parts").forEach(part -> parts.put(part.path("number").asInt(), part));
    return parts;
  }

  /** Returns when the service has the part, with these bytes. */
  void send(int number, ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    if (has(there.get(number), bytes, crc.getValue())) {
      progress.found(bytes.remaining());
      return;
    }
    String digest = "crc32c=:" + Base64.getEncoder().encodeToString(fourBytes(crc)) + ":";
    AtomicBoolean again = new AtomicBoolean();
    api.patience()
        .ask(
            () ->
                api.authorised(
                    token ->
                        again.getAndSet(true) && arrived(number, bytes, crc.getValue(), token)
                            || put(number, bytes, digest, token)),
            failure ->
                failure instanceof UnreachableException
                    || ((RefusedException) failure).passes()
                    || ((RefusedException) failure).kind().equals("wrong-checksum"));
  }

  private static byte[] fourBytes(CRC32C crc) {
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
  }

  private static boolean has(JsonNode part, ByteBuffer bytes, long crc) {
    if (part == null) {
      return false;
    }
    String checksum = part.path("checksum").asText();
    return switch (part.path("algorithm").asText()) {
      case "crc32c" -> checksum.equals(String.format(Locale.ROOT, "%08x", crc));
      case "sha-256" -> checksum.equals(Hashes.of(bytes));
      default -> false;
    };
  }

  /** Where an answer was lost, or another request was writing the part, it may be there by now. */
  private boolean arrived(int number, ByteBuffer bytes, long crc, String token) {
    HttpRequest request =
        api.transport()
            .request("GET", "/uploads/" + upload, token, BodyPublishers.noBody())
            .build();
    boolean arrived = has(parts(api.transport().send(request).body()).get(number), bytes, crc);
    progress.found(arrived ? bytes.remaining() : 0);
    return arrived;
  }

  private boolean put(int number, ByteBuffer bytes, String digest, String token) {
    AtomicLong counted = new AtomicLong();
    BufferPublisher body =
        new BufferPublisher(
            bytes,
            taken -> {
              counted.addAndGet(taken);
              progress.moved(taken);
            });
    Duration limit = SHORTEST.plusSeconds(bytes.remaining() / SLOWEST_BYTES_A_SECOND);
    String path = "/uploads/%s/parts/%s".formatted(upload, number);
    HttpRequest request =
        api.transport()
            .request("PUT", path, token, body)
            .header("Content-Digest", digest)
            .timeout(limit)
            .build();
    try {
      api.transport().send(request);
      return true;
    } catch (RefusedException | UnreachableException e) {
      progress.moved(-counted.get());
      throw e;
    }
  }
}
