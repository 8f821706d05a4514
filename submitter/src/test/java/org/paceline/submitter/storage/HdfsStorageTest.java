package org.paceline.submitter.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.storage.Storage.Draft;
import org.paceline.submitter.storage.Storage.Piece;
import org.paceline.submitter.testing.ClosedPort;

/** HDFS with three data nodes, each block on all of them. */
@ExtendWith(PlainNumbers.class)
class HdfsStorageTest extends StorageContract {

  @TempDir static Path folder;
  private static MiniDFSCluster cluster;
  private static Storage storage;

  @BeforeAll
  static void start() throws IOException {
    cluster = HdfsCluster.started(folder);
    storage = Storages.of(HdfsCluster.uri(cluster), Optional.empty(), 3);
  }

  @AfterAll
  static void stop() {
    // One that has not started is no second failure, which would be told beside the first.
    if (storage != null) {
      storage.close();
    }
    if (cluster != null) {
      cluster.shutdown(true);
    }
  }

  @Override
  Storage storage() {
    return storage;
  }

  @Override
  int partBytes() {
    return 1_500_000;
  }

  @Test
  void aDataNodeThatDiesInTheMiddleOfAPartLosesNothing() throws IOException {
    byte[] content = random(2 * partBytes());
    Draft draft = begun(content);
    Piece first = written(draft, content, 1);
    byte[] second = part(content, 2);
    MiniDFSCluster.DataNodeProperties[] dead = new MiniDFSCluster.DataNodeProperties[1];
    InputStream half = new ByteArrayInputStream(second, 0, 1_200_000);
    InputStream rest =
        new ByteArrayInputStream(second, 1_200_000, second.length - 1_200_000) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            if (dead[0] == null) {
              dead[0] = cluster.stopDataNode(0);
            }
            return super.read(buffer, offset, length);
          }
        };
    try {
      Piece piece = new Piece(2, UUID.randomUUID(), partBytes(), second.length, "");
      storage.write(draft, piece, new SequenceInputStream(half, rest));
      assertThat(dead[0]).isNotNull();
      storage.keep(draft, List.of(first, piece));
      assertThat(read(draft.id(), 0)).as("with two of three nodes").isEqualTo(content);
    } finally {
      restart(Arrays.asList(dead));
    }
  }

  @Test
  void aDataNodeThatIsLostAfterwardsLosesNothing() throws IOException {
    byte[] content = random(2 * partBytes());
    Draft draft = begun(content);
    storage.keep(draft, List.of(written(draft, content, 1), written(draft, content, 2)));
    List<MiniDFSCluster.DataNodeProperties> dead = new ArrayList<>();
    try {
      dead.add(cluster.stopDataNode(2));
      assertThat(read(draft.id(), 0)).isEqualTo(content);
      dead.add(cluster.stopDataNode(1));
      assertThat(read(draft.id(), 0)).as("with one of three nodes").isEqualTo(content);
    } finally {
      restart(dead);
    }
  }

  /** All, and then waits: for ten minutes a name node takes one for alive that is not. */
  private static void restart(List<MiniDFSCluster.DataNodeProperties> nodes) throws IOException {
    for (MiniDFSCluster.DataNodeProperties node : nodes) {
      if (node != null) {
        cluster.restartDataNode(node, true);
      }
    }
    cluster.waitActive();
  }

  /** The name node is alone with what a killed process had open. */
  @Test
  void whatAKilledWriterLeftIsNeverRead() throws IOException {
    byte[] content = random(2 * partBytes());
    Draft draft = begun(content);
    UUID attempt = UUID.randomUUID();
    org.apache.hadoop.fs.Path left =
        new org.apache.hadoop.fs.Path("/lent/uploads/" + draft.id() + "/1-" + attempt + ".tmp");
    var killed = cluster.getFileSystem().create(left);
    killed.write(content, 0, 1000);
    killed.hflush();
    List<Piece> pieces = List.of(written(draft, content, 1), written(draft, content, 2));
    storage.keep(draft, pieces);
    assertThat(read(draft.id(), 0)).isEqualTo(content);
    assertThat(cluster.getFileSystem().exists(left)).as("gone with its upload").isFalse();
  }

  @Test
  void aProcessThatEndsBetweenTwoStepsOfKeepingIsFollowedByAnother() throws IOException {
    byte[] content = random(partBytes() + 5);
    Draft draft = begun(content);
    Piece first = written(draft, content, 1);
    Piece second = written(draft, content, 2);
    String folder = "/lent/uploads/" + draft.id() + "/";
    var system = cluster.getFileSystem();
    org.apache.hadoop.fs.Path whole = new org.apache.hadoop.fs.Path(folder + "whole");
    system.create(whole, true, 4096, (short) 3, 128L << 20).close();
    system.concat(
        whole,
        new org.apache.hadoop.fs.Path[] {
          new org.apache.hadoop.fs.Path(folder + "1-" + first.attempt()),
          new org.apache.hadoop.fs.Path(folder + "2-" + second.attempt())
        });
    try (InputStream in = storage.openPart(draft, second)) {
      assertThat(in.readAllBytes()).as("joined, not in place").isEqualTo(part(content, 2));
    }
    storage.keep(draft, List.of(first, second));
    assertThat(read(draft.id(), 0)).isEqualTo(content);
  }

  @Test
  void whatIsLargerThanTheClusterIsNotBegun() {
    assertThatThrownBy(() -> storage.begin(UUID.randomUUID(), 1L << 50))
        .isInstanceOf(StorageFullException.class)
        .hasMessageMatching("\\d+ bytes are free on HDFS, and 1125899906842624 are needed");
  }

  @Test
  void aNameNodeThatIsAwayIsTold() throws IOException {
    try (ClosedPort port = new ClosedPort();
        Storage away = Storages.of(away(port), Optional.empty(), 3)) {
      assertThatThrownBy(away::check)
          .isInstanceOf(StorageAwayException.class)
          .hasMessage("no storage at hdfs://127.0.0.1");
    }
  }

  private static URI away(ClosedPort port) {
    return URI.create("hdfs://127.0.0.1:%s/x".formatted(port.number()));
  }
}
