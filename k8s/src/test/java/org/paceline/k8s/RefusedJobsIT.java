package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;

/** What cannot run is refused with advice, and nothing of it is left in the namespace. */
class RefusedJobsIT {

  private static final int BAD_ARGUMENTS = 2;
  private static final int CLUSTER_FAILED = 4;

  @TempDir private static Path folder;
  private static Lab lab;

  @BeforeAll
  static void startCluster() {
    lab =
        Cluster.start(folder.resolve("lab"), new Machine("plain", 0, 0), new Machine("head", 0, 0));
  }

  @AfterAll
  static void stopCluster() {
    lab.close();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(lab.leftovers()).isEmpty();
  }

  private static Submitted submit(TestInfo test, List<String> command) {
    return Submitted.paceline(
        folder.resolve(test.getTestMethod().orElseThrow().getName()), command);
  }

  private static void refused(Submitted submitted, int code, String... said) {
    assertThat(submitted.exitCode()).as(submitted.output()).isEqualTo(code);
    assertThat(submitted.output()).contains(said).doesNotContain("\tat ", "Exception");
  }

  @Test
  void anImageThatIsNotThere(TestInfo test) {
    List<String> command = Cluster.submit(lab, "--image", "paceline:0.0.0-missing", "profile");
    refused(
        submit(test, command),
        CLUSTER_FAILED,
        "image paceline:0.0.0-missing of pod profile-",
        "cannot be had: Back-off pulling image",
        "build it by 'bin/paceline image'");
  }

  @Test
  void moreExecutorsThanTheQuotaAllows(TestInfo test) {
    int pods = lab.history().size();
    refused(
        submit(test, Cluster.submit(lab, "--executors", "100", "profile")),
        CLUSTER_FAILED,
        "quota paceline of namespace paceline allows",
        "are used, and the job needs",
        "ask for fewer or smaller executors");
    assertThat(lab.history()).as("no pod was placed").hasSize(pods);
  }

  /** What only the API server counts. */
  @Test
  void aDriverThatTheQuotaForbids(TestInfo test) {
    var quotas = lab.client().resourceQuotas().inNamespace(Lab.NAMESPACE);
    var small =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("small")
            .withNamespace(Lab.NAMESPACE)
            .endMetadata()
            .withNewSpec()
            .addToHard("limits.ephemeral-storage", new Quantity("1Gi"))
            .endSpec()
            .build();
    quotas.resource(small).create();
    try {
      refused(
          submit(test, Cluster.submit(lab, "--name", "large", "profile")),
          CLUSTER_FAILED,
          "the job cannot be submitted: ",
          "pods \"large-driver\" is forbidden: exceeded quota: small, requested:"
              + " limits.ephemeral-storage=");
    } finally {
      quotas.resource(small).delete();
    }
  }

  @Test
  void cardsWhereNoNodeHasOne(TestInfo test) {
    List<String> cards =
        List.of("--gpus", "1", "--executors", "1", "--image", Cluster.CUDA_IMAGE, "--cpu-image");
    List<String> command = Cluster.submit(lab, cards.toArray(String[]::new));
    command.addAll(List.of(Cluster.IMAGE, "profile"));
    refused(
        submit(test, command),
        CLUSTER_FAILED,
        "no node offers a card, nvidia.com/gpu: install NVIDIA's device plugin");
  }

  @Test
  void nodesThatAreNotThere(TestInfo test) {
    refused(
        submit(test, Cluster.submit(lab, "--nodes", "plain,laptop", "profile")),
        CLUSTER_FAILED,
        "spark.paceline.kubernetes.nodes names node laptop, but the cluster has [head, plain]");
  }

  /** Only its driver learns of it, from the pods that wait. */
  @Test
  void executorsThatNoNodeHasRoomFor(TestInfo test) {
    List<String> command = Cluster.submit(lab, "--executors", "1");
    command.addAll(Cluster.conf("spark.executor.cores=32"));
    command.addAll(Cluster.conf("spark.kubernetes.executor.limit.cores=32"));
    command.addAll(List.of("profile", "--executor-timeout", "10"));
    refused(
        submit(test, command),
        CLUSTER_FAILED,
        "no executor came within 10 s; pod ",
        "waits for a node: 0/2 nodes are available: 2 Insufficient cpu.",
        "Ask for less (spark.executor.cores,");
  }

  @Test
  void aTokenThatIsWrong(TestInfo test) throws IOException {
    Path token = Files.writeString(folder.resolve("wrong.token"), "secret-of-somebody");
    List<String> command = Cluster.submit(lab, "--token-file", token.toString(), "profile");
    command.subList(3, 5).clear();
    Submitted submitted = submit(test, command);
    refused(
        submitted,
        CLUSTER_FAILED,
        "the API server " + lab.url() + " refuses the token (401)",
        "kubectl create token paceline-submitter -n paceline");
    assertThat(submitted.output()).doesNotContain("secret-of-somebody");
  }

  @Test
  void aTokenFileThatHoldsSomethingElse(TestInfo test) throws IOException {
    Path token = Files.writeString(folder.resolve("broken.token"), "secret of somebody\n");
    List<String> command = Cluster.submit(lab, "--token-file", token.toString(), "profile");
    command.subList(3, 5).clear();
    Submitted submitted = submit(test, command);
    refused(submitted, BAD_ARGUMENTS, "broken.token must hold one token and nothing else");
    assertThat(submitted.output()).doesNotContain("secret of somebody");
  }

  @Test
  void moreCoresThanTheLimit(TestInfo test) {
    List<String> command = Cluster.submit(lab);
    command.addAll(Cluster.conf("spark.kubernetes.executor.request.cores=8"));
    command.add("profile");
    refused(
        submit(test, command),
        BAD_ARGUMENTS,
        "spark.kubernetes.executor.limit.cores is 1, less than the 8 cores that are asked for");
  }

  @Test
  void aTokenInASetting(TestInfo test) {
    List<String> command = Cluster.submit(lab);
    command.addAll(Cluster.conf("spark.kubernetes.authenticate.submission.oauthToken=abc"));
    command.add("profile");
    refused(submit(test, command), BAD_ARGUMENTS, "would show the token to others");
  }

  @Test
  void anApiServerThatIsNotThere(TestInfo test) throws IOException {
    // Bound and not listened at: nobody else takes the port, and who connects is refused.
    try (SocketChannel held = SocketChannel.open()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      refusedAt(test, ((InetSocketAddress) held.getLocalAddress()).getPort());
    }
  }

  private static void refusedAt(TestInfo test, int port) {
    List<String> command = Cluster.submit(lab, "--api-timeout", "3", "profile");
    command.set(2, "k8s://http://127.0.0.1:" + port);
    refused(
        submit(test, command),
        CLUSTER_FAILED,
        "the API server does not answer (",
        "trying for 3 s",
        "the API server http://127.0.0.1:" + port + " cannot be reached:",
        "is the address right");
  }

  @Test
  void aJobThatIsUnknown(TestInfo test) {
    refused(
        submit(test, Cluster.submit(lab, "trian")),
        BAD_ARGUMENTS,
        "'trian' is no job; there are [evaluate, plan, predict, profile, train]");
  }
}
