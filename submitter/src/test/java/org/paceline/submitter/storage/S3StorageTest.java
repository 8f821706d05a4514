package org.paceline.submitter.storage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Child;

/** S3 as S3Mock speaks it, in a process of its own, which shares no classes with Hadoop's. */
@ExtendWith(PlainNumbers.class)
class S3StorageTest extends StorageContract {

  private static final String PORT = "Tomcat started on ports.* (\\d+) \\(http\\)";

  @TempDir static Path folder;
  private static Child server;
  private static Storage storage;

  @BeforeAll
  static void start() throws Exception {
    server =
        Child.java(
            folder.resolve("log"),
            Map.of(),
            "-Xmx192m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder,
            "-Dserver.port=0",
            "-Dhttp.port=0",
            "-Dcom.adobe.testing.s3mock.http-port=0",
            "-jar",
            "target/s3mock/s3mock.jar");
    int port = Integer.parseInt(server.says(PORT));
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/team".formatted(port)))
                .PUT(BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding());
    storage = Storages.of(URI.create("s3a://team/lent"), Optional.of(configuration(port)), 1);
  }

  private static Path configuration(int port) throws IOException {
    return Files.writeString(
        folder.resolve("s3.xml"),
        """
        <configuration>
          <property><name>fs.s3a.endpoint</name><value>http://127.0.0.1:%s</value></property>
          <property><name>fs.s3a.endpoint.region</name><value>us-east-1</value></property>
          <property><name>fs.s3a.path.style.access</name><value>true</value></property>
          <property><name>fs.s3a.access.key</name><value>lent</value></property>
          <property><name>fs.s3a.secret.key</name><value>not-a-secret</value></property>
          <property><name>fs.s3a.connection.ssl.enabled</name><value>false</value></property>
          <property><name>hadoop.tmp.dir</name><value>%s</value></property>
        </configuration>
        """
            .formatted(port, folder.resolve("hadoop")));
  }

  @AfterAll
  static void stop() {
    if (storage != null) {
      storage.close();
    }
    if (server != null) {
      server.close();
    }
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
