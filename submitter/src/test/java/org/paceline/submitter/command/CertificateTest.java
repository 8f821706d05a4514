package org.paceline.submitter.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** A server whose certificate nobody knows but its users. */
class CertificateTest {

  private static final String PASSWORD = "password of the key store";

  @TempDir Path home;

  private Path keytool(String command, Path file, String... more) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(command, "-alias", "paceline", "-storepass", PASSWORD));
    line.addAll(List.of("-keystore", home.resolve("tls.p12").toString()));
    line.addAll(List.of(more));
    Process process = new ProcessBuilder(line).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    return file;
  }

  private TestServer server() throws Exception {
    Path keys =
        keytool(
            "-genkeypair",
            home.resolve("tls.p12"),
            "-keyalg",
            "EC",
            "-dname",
            "CN=paceline",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12");
    Path password = Files.writeString(home.resolve("password"), PASSWORD);
    return TestServer.start(
        Storage.H2,
        home.resolve("server"),
        "PACELINE_TLS_KEYSTORE_FILE",
        keys.toString(),
        "PACELINE_TLS_KEYSTORE_PASSWORD_FILE",
        password.toString());
  }

  @Test
  void itsCertificateIsToldOnceAndKeptWithTheLogin() throws Exception {
    try (TestServer server = server()) {
      Path certificate = home.resolve("paceline.pem");
      keytool("-exportcert", certificate, "-rfc", "-file", certificate.toString());
      Shell shell = new Shell(home.resolve("config"), server.clock());
      String address = "https://127.0.0.1:" + server.submitter().port();
      String[] login = {
        "login", "--register", "--name", "ada", "--server", address, "--password-file", "-"
      };
      assertThat(shell.piped(TestServer.PASSWORD, login).ends(4).err())
          .contains("the connection to " + address + " failed", "certif");
      List<String> trusting = new ArrayList<>(List.of(login));
      trusting.addAll(List.of("--cacert", certificate.toString()));
      shell.piped(TestServer.PASSWORD, trusting.toArray(String[]::new)).ends(0);
      Files.delete(certificate);
      shell.run("whoami").ends(0);
    }
  }

  @Test
  void aFileThatIsNoCertificateIsRefused() throws IOException {
    Shell shell = new Shell(home.resolve("config"), Clock.systemUTC());
    Path none = Files.writeString(home.resolve("none.pem"), "none");
    assertThat(shell.run("login", "--name", "ada", "--cacert", none.toString()).ends(2).err())
        .isEqualTo("paceline login: the file of certificates must be in PEM form%n".formatted());
  }
}
