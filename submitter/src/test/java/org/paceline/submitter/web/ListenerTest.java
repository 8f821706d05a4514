package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paceline.submitter.testing.Waiting.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Contract;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;
import org.paceline.submitter.testing.Waiting;

/** Connections that say nothing, and those that nobody else can read. */
class ListenerTest {

  private static final String PASSWORD = "password of the key store";

  @TempDir Path home;

  @Test
  void whoeverStopsInTheMiddleOfABodyIsCutOff() throws IOException {
    try (TestServer server = TestServer.start(Storage.H2, home, "PACELINE_IDLE_SECONDS", "1");
        Socket socket = new Socket("127.0.0.1", server.submitter().port())) {
      socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
      String head =
          "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"name\":";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      String said = all(socket.getInputStream());
      assertThat(said).doesNotContain("Exception").doesNotContain("HTTP/1.1 201");
      if (!said.isEmpty()) {
        Contract.checkText("POST", "/api/v1/sessions", said);
      }
      assertThat(said.lines().findFirst().orElse("cut off"))
          .isIn("cut off", "HTTP/1.1 408 Request Timeout");
      // On a busy machine it may cut off somebody before it has looked at what they ask.
      await()
          .ignoreException(UncheckedIOException.class)
          .untilAsserted(() -> server.get("/health", null).is(200));
    }
  }

  @Test
  void whoeverSaysNothingIsCutOff() throws IOException {
    try (TestServer server = TestServer.start(Storage.H2, home, "PACELINE_IDLE_SECONDS", "1");
        Socket socket = new Socket("127.0.0.1", server.submitter().port())) {
      socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
      assertThat(all(socket.getInputStream())).isEmpty();
    }
  }

  private static String all(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void withAKeyStoreItSpeaksTls() throws Exception {
    Path keys = keys();
    Path password = Files.writeString(home.resolve("password"), PASSWORD);
    try (TestServer server =
        TestServer.start(
            Storage.H2,
            home,
            "PACELINE_TLS_KEYSTORE_FILE",
            keys.toString(),
            "PACELINE_TLS_KEYSTORE_PASSWORD_FILE",
            password.toString())) {
      URI uri = URI.create("https://127.0.0.1:%s/health".formatted(server.submitter().port()));
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build();
      HttpResponse<String> answer =
          Contract.checked(
              client.send(
                  HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      HttpRequest plain = HttpRequest.newBuilder(server.uri("/health")).build();
      assertThatThrownBy(
              () -> HttpClient.newHttpClient().send(plain, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);
    }
  }

  private Path keys() throws Exception {
    Path keys = home.resolve("tls.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "paceline",
                "-keyalg",
                "EC",
                "-dname",
                "CN=paceline",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return keys;
  }

  private static SSLContext trusting(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("paceline", store.getCertificate("paceline"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
