package org.paceline.submitter.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** S3 as S3Mock speaks it, in a process of its own, which shares no classes with Hadoop's. */
class S3StorageTest extends StorageContract {

  private static final Pattern PORT =
      Pattern.compile("Tomcat started on ports.* (\\d+) \\(http\\)");

  @TempDir static Path folder;
  private static Process server;
  private static Storage storage;

  @BeforeAll
  static void start() throws Exception {
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-Dserver.port=0",
                "-Dhttp.port=0",
                "-Dcom.adobe.testing.s3mock.http-port=0",
                "-jar",
                "target/s3mock/s3mock.jar")
            .redirectErrorStream(true)
            .start();
    int port = port();
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/team".formatted(port)))
                .PUT(BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding());
    storage = Storages.of(URI.create("s3a://team/lent"), Optional.of(configuration(port)), 1);
  }

  /** Its output is read to the end by another thread, or it would block. */
  private static int port() throws IOException {
    BufferedReader output = server.inputReader(UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = PORT.matcher(line);
      if (matcher.find()) {
        Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "s3mock-output");
        drain.setDaemon(true);
        drain.start();
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IOException("S3Mock does not start");
  }

  private static Path configuration(int port) throws IOException {
    return Files.writeString(
        folder.resolve("s3.xml"),
        """
        <configuration>
          <property><name>fs.s3a.endpoint</name><value>http://127.0.0.1:%d</value></property>
          <property><name>fs.s3a.endpoint.region</name><value>us-east-1</value></property>
          <property><name>fs.s3a.path.style.access</name><value>true</value></property>
          <property><name>fs.s3a.access.key</name><value>lent</value></property>
          <property><name>fs.s3a.secret.key</name><value>not-a-secret</value></property>
          <property><name>fs.s3a.connection.ssl.enabled</name><value>false</value></property>
        </configuration>
        """
            .formatted(port));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    storage.close();
    server.destroyForcibly().waitFor();
    assertThat(server.isAlive()).isFalse();
  }

  @Override
  Storage storage() {
    return storage;
  }

  @Override
  int partBytes() {
    return 5 << 20;
  }
}
