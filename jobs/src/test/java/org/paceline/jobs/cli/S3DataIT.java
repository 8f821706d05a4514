package org.paceline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.jobs.CifarFolder;

/** Trainings that read from S3, as a user types them; the key is in the environment or a file. */
@Tag("chaos")
@Tag("slow")
class S3DataIT extends RemoteDataContract {

  private static final int TRAINING = 64;

  @TempDir static Path place;
  private static S3Server server;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.in(place);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  DataServer server() {
    return server;
  }

  @Override
  DataServer another(Path elsewhere) throws IOException {
    return S3Server.in(elsewhere);
  }

  @Test
  void theKeyMayBeInAFileThatOnlyItsOwnerReadsAndIsWrittenNowhere() throws IOException {
    Path local = CifarFolder.write(folder.resolve("cifar"), TRAINING, 32);
    upload(local, server.uri("by-file"));
    PacelineProcess run = train(keyIn(folder.resolve("conf")), "cifar10:" + server.uri("by-file"));
    assertTrained(run, TRAINING, "cifar10:" + local);
    assertThat(run.said()).doesNotContain(S3Server.SECRET);
    for (Path file : written()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(S3Server.SECRET);
    }
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.walk(output())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static Map<String, String> keyIn(Path conf) throws IOException {
    Files.createDirectories(conf);
    Path file = conf.resolve("core-site.xml");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        """
        <configuration>
          <property><name>fs.s3a.access.key</name><value>%s</value></property>
          <property><name>fs.s3a.secret.key</name><value>%s</value></property>
        </configuration>
        """
            .formatted(S3Server.KEY, S3Server.SECRET));
    return Map.of(
        "PACELINE_JAVA_OPTS",
        server.settings(),
        "PACELINE_CLASSPATH",
        conf + ":" + S3Server.client());
  }

  @Test
  void aBucketThatIsMissingIsNamed() {
    PacelineProcess run = train(server.environment(), "cifar10:s3a://nobodys/cifar");
    assertRefused(run, "s3a://nobodys/cifar cannot be read: ");
  }

  @Test
  void aKeyThatIsWrongIsRefused() {
    Map<String, String> environment = new TreeMap<>(server.environment());
    environment.put("AWS_SECRET_ACCESS_KEY", "not-it");
    String data = server.uri("cifar");
    assertRefused(train(environment, "cifar10:" + data), data + " cannot be read: ");
  }

  @ParameterizedTest
  @CsvSource({
    "none.jar, org.apache.hadoop.fs.s3a.S3AFileSystem",
    "hadoop-aws.jar, com/amazonaws/",
  })
  void whatIsMissingOfTheClientIsNamed(String present, String missing) {
    Map<String, String> environment = new TreeMap<>(server.environment());
    environment.put("PACELINE_CLASSPATH", S3Server.client().replace("*", present));
    String data = server.uri("cifar");
    PacelineProcess run = train(environment, "cifar10:" + data);
    assertRefused(run, "the file system of %s cannot be reached: ".formatted(data));
    assertThat(run.said()).contains(missing);
  }
}
