package org.paceline.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that read from a real HDFS, as a user types them. */
@Tag("chaos")
@Tag("slow")
class HdfsDataIT extends RemoteDataContract {

  @TempDir static Path place;
  private static DataServer server;

  @BeforeAll
  static void start() throws IOException {
    server = HdfsServer.in(place);
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
    return HdfsServer.in(elsewhere);
  }
}
