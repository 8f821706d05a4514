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
import org.paceline.jobs.SubmitRun;
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

  /** A command as a user gives it. */
  private static SubmitRun typed(TestInfo test, List<String> command) {
    Path log = folder.resolve(test.getTestMethod().orElseThrow().getName());
    Submitted submitted = Submitted.paceline(log, command);
    return new SubmitRun(submitted.exitCode(), submitted.output());
  }

  /** The same in this process, where the command ends before it starts spark-submit. */
  private static SubmitRun checked(List<String> command) {
    return SubmitRun.of(command.subList(1, command.size()));
  }

  private static void refused(SubmitRun run, int code, String... said) {
    assertThat(run.exitCode()).as(run.output()).isEqualTo(code);
    assertThat(run.output()).contains(said).doesNotContain("\tat ", "Exception");
  }

  @Test
  void anImageThatIsNotThere(TestInfo test) {
    List<String> command =
        Cluster.submit(lab, "--image-timeout", "2", "--image", "paceline:0.0.0-missing", "profile");
    refused(
        typed(test, command),
        CLUSTER_FAILED,
        "image paceline:0.0.0-missing of pod profile-",
        "cannot be had: Back-off pulling image",
        "build it by 'bin/paceline image'");
  }

  @Test
  void moreExecutorsThanTheQuotaAllows() {
    int pods = lab.history().size();
    refused(
        checked(Cluster.submit(lab, "--executors", "100", "profile")),
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
          typed(test, Cluster.submit(lab, "--name", "large", "profile")),
          CLUSTER_FAILED,
          "the job cannot be submitted: ",
          "pods \"large-driver\" is forbidden: exceeded quota: small, requested:"
              + " limits.ephemeral-storage=");
    } finally {
      quotas.resource(small).delete();
    }
  }

  @Test
  void cardsWhereNoNodeHasOne() {
    List<String> cards =
        List.of("--gpus", "1", "--executors", "1", "--image", Cluster.CUDA_IMAGE, "--cpu-image");
    List<String> command = Cluster.submit(lab, cards.toArray(String[]::new));
    command.addAll(List.of(Cluster.IMAGE, "profile"));
    refused(
        checked(command),
        CLUSTER_FAILED,
        "no node offers a card, nvidia.com/gpu: install NVIDIA's device plugin");
  }

  @Test
  void nodesThatAreNotThere() {
    refused(
        checked(Cluster.submit(lab, "--nodes", "plain,laptop", "profile")),
        CLUSTER_FAILED,
        "spark.paceline.kubernetes.nodes names node laptop, but the cluster has [head, plain]");
  }

  /** Only its driver learns of it, from the pods that wait. */
  @Test
  void executorsThatNoNodeHasRoomFor(TestInfo test) {
    List<String> command = Cluster.submit(lab, "--executors", "1");
    command.addAll(Cluster.conf("spark.executor.cores=32"));
    command.addAll(Cluster.conf("spark.kubernetes.executor.limit.cores=32"));
    command.addAll(List.of("profile", "--executor-timeout", "3"));
    refused(
        typed(test, command),
        CLUSTER_FAILED,
        "no executor came within 3 s; pod ",
        "waits for a node: 0/2 nodes are available: 2 Insufficient cpu.",
        "Ask for less (spark.executor.cores,");
  }

  @Test
  void aTokenThatIsWrong(TestInfo test) throws IOException {
    Path token = Files.writeString(folder.resolve("wrong.token"), "secret-of-somebody");
    List<String> command = Cluster.submit(lab, "--token-file", token.toString(), "profile");
    command.subList(3, 5).clear();
    SubmitRun run = typed(test, command);
    refused(
        run,
        CLUSTER_FAILED,
        "the API server " + lab.url() + " refuses the token (401)",
        "kubectl create token paceline-submitter -n paceline");
    assertThat(run.output()).doesNotContain("secret-of-somebody");
  }

  @Test
  void aTokenFileThatHoldsSomethingElse() throws IOException {
    Path token = Files.writeString(folder.resolve("broken.token"), "secret of somebody\n");
    List<String> command = Cluster.submit(lab, "--token-file", token.toString(), "profile");
    command.subList(3, 5).clear();
    SubmitRun run = checked(command);
    refused(run, BAD_ARGUMENTS, "broken.token must hold one token and nothing else");
    assertThat(run.output()).doesNotContain("secret of somebody");
  }

  @Test
  void moreCoresThanTheLimit() {
    List<String> command = Cluster.submit(lab);
    command.addAll(Cluster.conf("spark.kubernetes.executor.request.cores=8"));
    command.add("profile");
    refused(
        checked(command),
        BAD_ARGUMENTS,
        "spark.kubernetes.executor.limit.cores is 1, less than the 8 cores that are asked for");
  }

  @Test
  void waitsThatAreNone() {
    refused(
        checked(Cluster.submit(lab, "--image-timeout", "0", "profile")),
        BAD_ARGUMENTS,
        "--image-timeout must be at least 1 s, not 0");
    List<String> command = Cluster.submit(lab, "profile");
    command.set(command.indexOf("--poll-interval") + 1, "NaN");
    refused(
        checked(command), BAD_ARGUMENTS, "--poll-interval must be from 0.05 to 60.0 s, not NaN");
  }

  @Test
  void aTokenInASetting() {
    List<String> command = Cluster.submit(lab);
    command.addAll(Cluster.conf("spark.kubernetes.authenticate.submission.oauthToken=abc"));
    command.add("profile");
    refused(checked(command), BAD_ARGUMENTS, "would show the token to others");
  }

  @Test
  void anApiServerThatIsNotThere() throws IOException {
    // Bound and not listened at: nobody else takes the port, and who connects is refused.
    try (SocketChannel held = SocketChannel.open()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      refusedAt(((InetSocketAddress) held.getLocalAddress()).getPort());
    }
  }

  private static void refusedAt(int port) {
    List<String> command = Cluster.submit(lab, "--api-timeout", "3", "profile");
    command.set(2, "k8s://http://127.0.0.1:" + port);
    refused(
        checked(command),
        CLUSTER_FAILED,
        "the API server does not answer (",
        "trying for 3 s",
        "the API server http://127.0.0.1:" + port + " cannot be reached:",
        "is the address right");
  }

  @Test
  void aJobThatIsUnknown(TestInfo test) {
    refused(
        typed(test, Cluster.submit(lab, "trian")),
        BAD_ARGUMENTS,
        "'trian' is no job; there are [evaluate, plan, predict, profile, train]");
  }
}
