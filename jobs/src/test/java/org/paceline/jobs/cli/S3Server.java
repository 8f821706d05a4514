package org.paceline.jobs.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.testing.TimeLimit;

/** The API of S3 over a folder, as S3Proxy speaks it, for those who have the key. */
final class S3Server extends DataServer {

  static final String KEY = "reader";
  static final String SECRET = "sesame-0123456789";

  private static final Path CLIENT = Path.of("target", "s3a").toAbsolutePath();
  private static final String BUCKET = "team";
  private static final Pattern PORT =
      Pattern.compile("Started ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)\\}");

  private final String port;

  private S3Server(Path folder) throws IOException {
    // A bucket is a folder.
    Path store = Files.createDirectories(folder.resolve("store").resolve(BUCKET)).getParent();
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:0
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.identity=unused
            jclouds.credential=unused
            jclouds.filesystem.basedir=%s
            """
                .formatted(KEY, SECRET, store));
    List<String> main = List.of("org.gaul.s3proxy.Main", "--properties", settings.toString());
    Path log = folder.resolve("log");
    Process process = start(classPath("s3.jar", ""), main, log);
    Matcher started = PORT.matcher("");
    await()
        .atMost(TimeLimit.GENEROUS)
        .until(() -> started.reset(Files.readString(log)).find() || !process.isAlive());
    port = started.group(1);
  }

  static S3Server in(Path folder) throws IOException {
    return new S3Server(folder);
  }

  @Override
  String uri(String folder) {
    return "s3a://%s/%s".formatted(BUCKET, folder);
  }

  @Override
  Map<String, String> environment() {
    return Map.of(
        "PACELINE_JAVA_OPTS",
        settings(),
        "PACELINE_CLASSPATH",
        client(),
        "AWS_ACCESS_KEY_ID",
        KEY,
        "AWS_SECRET_ACCESS_KEY",
        SECRET);
  }

  /** What is no secret. */
  String settings() {
    return String.join(
        " ",
        "-Xmx1g",
        "-Dspark.hadoop.fs.s3a.endpoint=http://127.0.0.1:" + port,
        "-Dspark.hadoop.fs.s3a.path.style.access=true",
        "-Dspark.hadoop.fs.s3a.attempts.maximum=2",
        "-Dspark.hadoop.fs.s3a.retry.limit=2");
  }

  /** Hadoop's and Amazon's jars. */
  static String client() {
    return CLIENT + "/*";
  }
}
