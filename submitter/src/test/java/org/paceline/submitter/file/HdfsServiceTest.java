package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.storage.HdfsCluster;
import org.paceline.submitter.storage.PlainNumbers;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.ClosedPort;

/** The whole service with its files on HDFS of three data nodes. */
@ExtendWith(PlainNumbers.class)
class HdfsServiceTest {

  @TempDir Path home;
  @TempDir Path nodes;

  @Test
  void filesLiveOnHdfsAlsoWhenNodesAreLost() throws Exception {
    MiniDFSCluster cluster = HdfsCluster.started(nodes);
    try (Service service =
        new Service(home, "PACELINE_STORAGE", HdfsCluster.uri(cluster).toString())) {
      Service.User ada = service.user("ada");
      await().until(() -> ready(service).statusCode() == 200);
      byte[] content = UploadTest.random(3 * Service.PART + 10);
      List<byte[]> parts = Service.parts(content);
      String id = ada.begin(content).json().get("id").asText();
      ada.part(id, 2, parts.get(1));
      ada.part(id, 4, parts.get(3));
      cluster.stopDataNode(0);
      assertThat(ada.part(id, 1, parts.get(0)).status()).as("with two nodes").isEqualTo(204);
      ada.part(id, 3, parts.get(2));
      Answer done = ada.ask("POST", "/uploads/" + id + "/completion", null);
      assertThat(done.status()).as(done.detail()).isEqualTo(201);
      cluster.stopDataNode(0);
      assertThat(ada.content(id).body()).as("with one node").isEqualTo(content);
      HttpResponse<byte[]> range = ada.content(id, "Range", "bytes=1048570-1048600");
      assertThat(range.statusCode()).isEqualTo(206);
      assertThat(range.body()).isEqualTo(Arrays.copyOfRange(content, 1048570, 1048601));

      assertThat(ada.change("DELETE", "/files/" + id, "/files/" + id).status()).isEqualTo(204);
      String binned = "/recycle-bin/" + id;
      assertThat(ada.change("POST", binned + "/restoration", binned).status()).isEqualTo(201);
      checkFindsBothWays(cluster, service, id);

      ada = service.signIn("ada");
      cluster.shutdownNameNodes();
      Answer away = ada.begin(content);
      assertThat(away.status()).isEqualTo(503);
      assertThat(away.detail())
          .isEqualTo("the storage of files cannot be reached; nothing is lost");
      assertThat(ada.content(id).statusCode()).isEqualTo(503);
      await().until(() -> ready(service).statusCode() == 503);
      assertThat(ready(service).body()).contains("The storage of files cannot be reached");
      assertThat(ada.get("/files").status()).as("what needs no storage").isEqualTo(200);
    } finally {
      cluster.shutdown(true);
    }
  }

  private void checkFindsBothWays(MiniDFSCluster cluster, Service service, String id)
      throws Exception {
    String stray = "00000000-0000-4000-8000-0000000000aa";
    var system = cluster.getFileSystem();
    system.create(new org.apache.hadoop.fs.Path("/lent/files/aa/" + stray)).close();
    org.apache.hadoop.fs.Path stored =
        new org.apache.hadoop.fs.Path("/lent/files/%s/%s".formatted(id.substring(34), id));
    org.apache.hadoop.fs.Path hidden = new org.apache.hadoop.fs.Path("/hidden");
    system.rename(stored, hidden);
    service.clock().advance(Duration.ofHours(2));
    Service.User admin = service.admin();
    Answer check = admin.ask("POST", "/file-checks", null);
    Answer findings = admin.get(check.header("Location").substring("/api/v1".length()));
    system.rename(hidden, stored);
    assertThat(findings.json().get("items"))
        .extracting(f -> f.get("file").asText() + " " + f.get("problem").asText())
        .containsExactlyInAnyOrder(stray + " not-recorded", id + " not-stored");
  }

  private static HttpResponse<String> ready(Service service) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%s/ready".formatted(service.port())))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void theServiceStartsWhileHdfsIsAway() throws Exception {
    try (ClosedPort away = new ClosedPort();
        Service service =
            new Service(
                home, "PACELINE_STORAGE", "hdfs://127.0.0.1:%s/lent".formatted(away.number()))) {
      assertThat(ready(service).statusCode()).isEqualTo(503);
      Answer refused = service.user("ada").begin(UploadTest.random(10));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("5");
    }
  }
}
