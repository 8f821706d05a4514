package org.paceline.submitter.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;

/** What parts and wholes must amount to. */
class ChecksumTest {

  @TempDir Path home;
  private Service service;
  private Service.User ada;

  @BeforeEach
  void start() throws Exception {
    service = new Service(home);
    ada = service.user("ada");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String id(Answer answer) {
    return answer.json().get("id").asText();
  }

  @Test
  void aPartWithAnotherChecksumIsRefusedAndLeavesNothing() throws Exception {
    byte[] content = UploadTest.random(1000);
    String id = id(ada.begin(content));
    Answer wrong = ada.part(id, 1, UploadTest.random(1000).clone(), "0".repeat(64));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().get("type").asText()).isEqualTo("/problems/wrong-checksum");
    assertThat(wrong.detail())
        .isEqualTo(
            "part 1 arrived with the SHA-256 %s, not %s"
                .formatted(Service.sha256(content), "0".repeat(64)));
    assertThat(ada.get("/uploads/" + id).json().get("parts")).isEmpty();
    assertThat(ada.part(id, 1, content).status()).isEqualTo(204);
  }

  @Test
  void aWholeWithAnotherChecksumIsRefusedUntilThePartIsReplaced() throws Exception {
    byte[] content = UploadTest.random(Service.PART + 10);
    List<byte[]> parts = Service.parts(content);
    String id = id(ada.begin(content));
    byte[] other = parts.get(1).clone();
    other[3]++;
    ada.part(id, 2, other);
    ada.part(id, 1, parts.get(0));
    Answer wrong = ada.ask("POST", "/uploads/" + id + "/completion", null);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.detail())
        .startsWith("the whole has the SHA-256 ")
        .endsWith(", not " + Service.sha256(content));
    assertThat(ada.get("/files").json().get("items")).isEmpty();

    assertThat(ada.part(id, 2, parts.get(1)).status()).isEqualTo(204);
    assertThat(ada.ask("POST", "/uploads/" + id + "/completion", null).status()).isEqualTo(201);
  }

  @Test
  void theChecksumIsAlsoTakenAsContentDigest() throws Exception {
    byte[] content = UploadTest.random(100);
    String id = id(ada.begin(content));
    String digest =
        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Service.sha256(content)));
    assertThat(Algorithm.SHA_256.header(Service.sha256(content)))
        .isEqualTo("sha-256=:" + digest + ":");
    Answer none = ada.ask("PUT", "/uploads/" + id + "/parts/1", null);
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.detail()).startsWith("the checksum of the part is needed, as Content-Digest");
    assertThat(ada.digested(id, 1, content, "sha-256=:" + digest + ":").status()).isEqualTo(204);
  }

  private static String crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return "crc32c=:" + Base64.getEncoder().encodeToString(value) + ":";
  }

  @Test
  void theChecksumOfPartsMayBeCrc32cAndThatOfTheWholeComeAtTheEnd() throws Exception {
    assertThat(crc32c("123456789".getBytes(US_ASCII)))
        .as("RFC 9260")
        .isEqualTo("crc32c=:4waSgw==:");
    byte[] content = UploadTest.random(Service.PART + 10);
    List<byte[]> parts = Service.parts(content);
    String id = id(ada.ask("POST", "/uploads", Map.of("name", "late.bin", "size", content.length)));
    assertThat(ada.digested(id, 1, parts.get(0), crc32c(parts.get(0))).status()).isEqualTo(204);
    Answer wrong = ada.digested(id, 2, parts.get(1), "crc32c=:4waSgw==:");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.detail())
        .startsWith("part 2 arrived with the CRC32C ")
        .endsWith(", not e3069283");
    assertThat(ada.part(id, 2, parts.get(1)).status()).isEqualTo(204);
    JsonNode there = ada.get("/uploads/" + id).json().get("parts");
    assertThat(there.get(0).toString())
        .isEqualTo(
            "{\"number\":1,\"algorithm\":\"crc32c\",\"checksum\":\"%s\"}"
                .formatted(hex(crc32c(parts.get(0)))));
    assertThat(there.get(1).get("algorithm").asText()).isEqualTo("sha-256");
    assertThat(there.get(1).get("checksum").asText()).isEqualTo(Service.sha256(parts.get(1)));

    String completion = "/uploads/" + id + "/completion";
    assertThat(ada.ask("POST", completion, null).detail())
        .isEqualTo(
            "a checksum of the whole is needed: crc32c or sha256, at the beginning or with the"
                + " completion");
    Answer other = ada.ask("POST", completion, Map.of("sha256", "0".repeat(64)));
    assertThat(other.detail())
        .isEqualTo(
            "the whole has the SHA-256 %s, not %s"
                .formatted(Service.sha256(content), "0".repeat(64)));
    Answer done = ada.ask("POST", completion, Map.of("sha256", Service.sha256(content)));
    assertThat(done.status()).isEqualTo(201);
    assertThat(done.json().get("sha256").asText()).isEqualTo(Service.sha256(content));
    assertThat(done.json().get("crc32c").asText()).isEqualTo(hex(crc32c(content)));
    HttpResponse<byte[]> whole = ada.content(id);
    assertThat(whole.body()).isEqualTo(content);
    assertThat(whole.headers().firstValue("Repr-Digest"))
        .hasValue(Algorithm.SHA_256.header(Service.sha256(content)) + ", " + crc32c(content));
  }

  @Test
  void theChecksumOfTheWholeMayBeCrc32cAlone() throws Exception {
    byte[] content = UploadTest.random(2 * Service.PART + 10);
    List<byte[]> parts = Service.parts(content);
    String right = hex(crc32c(content));
    String id =
        id(
            ada.ask(
                "POST",
                "/uploads",
                Map.of("name", "crc.bin", "size", content.length, "crc32c", right)));
    byte[] other = parts.get(1).clone();
    other[7]++;
    assertThat(ada.digested(id, 3, parts.get(2), crc32c(parts.get(2))).status()).isEqualTo(204);
    assertThat(ada.part(id, 1, parts.get(0)).status()).isEqualTo(204);
    assertThat(ada.part(id, 2, other).status()).isEqualTo(204);
    String completion = "/uploads/" + id + "/completion";
    Answer wrong = ada.ask("POST", completion, null);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.detail()).startsWith("the whole has the CRC32C ").endsWith(", not " + right);
    assertThat(ada.ask("POST", completion, Map.of("crc32c", "00000000")).detail())
        .isEqualTo(
            "the CRC32C of the whole was told as %s at the beginning, and now as 00000000"
                .formatted(right));

    assertThat(ada.part(id, 2, parts.get(1)).status()).isEqualTo(204);
    Answer done = ada.ask("POST", completion, null);
    assertThat(done.status()).isEqualTo(201);
    assertThat(done.json().has("sha256")).isFalse();
    HttpResponse<byte[]> whole = ada.content(id);
    assertThat(whole.body()).isEqualTo(content);
    assertThat(whole.headers().firstValue("Repr-Digest")).hasValue(crc32c(content));
    assertThat(whole.headers().firstValue("ETag")).hasValue("\"" + right + "\"");
  }

  private static String hex(String digest) {
    String base64 = digest.substring("crc32c=:".length(), digest.length() - 1);
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }

  @Test
  void theWholesChecksumIsToldOnceOrTheSameTwice() throws Exception {
    byte[] content = UploadTest.random(100);
    String id = id(ada.begin(content));
    ada.part(id, 1, content);
    String completion = "/uploads/" + id + "/completion";
    Answer other = ada.ask("POST", completion, Map.of("sha256", "0".repeat(64)));
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.detail())
        .isEqualTo(
            "the SHA-256 of the whole was told as %s at the beginning, and now as %s"
                .formatted(Service.sha256(content), "0".repeat(64)));
    assertThat(ada.ask("POST", completion, Map.of("sha256", "AB")).detail())
        .endsWith("sha256 must be 64 hexadecimal digits in lower case, not 'AB'");
    Answer same = ada.ask("POST", completion, Map.of("sha256", Service.sha256(content)));
    assertThat(same.status()).isEqualTo(201);
  }
}
