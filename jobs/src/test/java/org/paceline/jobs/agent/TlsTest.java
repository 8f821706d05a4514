package org.paceline.jobs.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void aServiceIsTrustedByTheCertificateThatIsNamed() throws Exception {
    Path pem = folder.resolve("ca.pem");
    try (TestService service = TestService.withTls(certificate(pem))) {
      TestAgent agent = new TestAgent(folder.resolve("config"));
      List<String> command =
          new ArrayList<>(
              List.of("--server", service.address(), "--token", TestService.ENROLLMENT));
      assertThatThrownBy(() -> agent.run(new ScriptedTimer(), command.toArray(String[]::new)))
          .hasMessage(
              "the machine was not registered at %s: its certificate is not trusted; --cacert names those that are"
                  .formatted(service.address()));
      assertThat(service.requests()).as("the token was not sent").isEmpty();

      command.addAll(List.of("--cacert", pem.toString()));
      agent.run(new ScriptedTimer().quiet(1), command.toArray(String[]::new));
      assertThat(service.requests()).hasSize(4).startsWith("POST /api/v1/agents");
    }
  }

  private SSLContext certificate(Path pem) throws Exception {
    Path store = folder.resolve("store.p12");
    String name = "CN=paceline";
    keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", name, "-ext", "SAN=IP:127.0.0.1");
    keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path store, String... command) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(command));
    words.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "a"));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
