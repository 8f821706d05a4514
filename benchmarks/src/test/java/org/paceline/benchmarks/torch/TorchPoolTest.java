package org.paceline.benchmarks.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.benchmarks.torch.TorchPool.Hold;
import org.paceline.model.NetworkOptions.Updater;

/** What needs no PyTorch: shell scripts stand in for Python. */
class TorchPoolTest {

  private static final Hold HELD = (worker, pid) -> true;

  /** Ready like one that has torch; waits for the end, unless the case ends it before. */
  private static final String READY =
      """
      #!/bin/sh
      case "$*" in *"--rank 1"*) second=yes ;; *) second= ;; esac
      echo a line that a library prints
      echo ready $$ 2.0
      %s
      while read -r line; do :; done
      """;

  @TempDir private Path folder;
  private final List<String> progress = new ArrayList<>();

  private String python(String script) throws IOException {
    Path file = folder.resolve("python");
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  private TorchPool pool(String python, Hold hold) {
    return new TorchPool(python, List.of(0.4, 0.2), hold, progress::add);
  }

  private static TorchWork work(String data) {
    return new TorchWork(data, "cnn", 8, 8, 0.001, Updater.ADAM, 1, 1, OptionalInt.of(64), 0.9, 0);
  }

  private TorchWork cifar(int examples) throws IOException {
    CifarFiles.write(folder, examples, 10);
    return work("cifar10:" + folder);
  }

  @Test
  void anInterpreterWithoutTorchIsNoneAndAnErrorWhereItIsNamed() throws IOException {
    String without = python("#!/bin/sh\necho oh >&2\nexit 1\n");
    assertThat(TorchPool.version(without)).isEmpty();
    assertThat(TorchPool.version(folder.resolve("nothing").toString())).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TorchPool.find(Optional.of(without)))
        .withMessage("--python '%s' cannot import torch", without);
  }

  @Test
  void anInterpreterWithTorchIsTaken() throws IOException {
    String with = python("#!/bin/sh\necho 2.0+cpu\n");
    assertThat(TorchPool.version(with)).contains("2.0+cpu");
    assertThat(TorchPool.find(Optional.of(with))).contains(with);
  }

  @Test
  void aProcessThatFailsEndsTheRunWithItsLastWords() throws IOException {
    String python = python("#!/bin/sh\nfor i in 1 2 3 4 5 6; do echo word $i >&2; done\nexit 3\n");
    TorchWork work = cifar(16);
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> pool(python, HELD).run(work, TorchRow.DDP_EQUAL))
        .withMessageMatching(
            "process [01] of PyTorch ended too early: word 2\nword 3\nword 4\nword 5\nword 6");
  }

  /** The first would wait for ever. */
  @Test
  void aProcessThatFailsLaterEndsTheOthers() throws IOException {
    Path pids = folder.resolve("pids");
    String python =
        python(
            READY.formatted(
                "echo $$ >> '" + pids + "'\n[ -z \"$second\" ] || { echo gone >&2; exit 1; }"));
    TorchWork work = cifar(16);
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> pool(python, HELD).run(work, TorchRow.LOCAL_SGD))
        .withMessage("process 1 of PyTorch ended too early: gone");
    assertThat(Files.readAllLines(pids))
        .hasSize(2)
        .noneMatch(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent());
  }

  @Test
  void processesThatCannotBeHeldAreEnded() throws IOException {
    String python = python(READY.formatted(""));
    TorchWork work = cifar(16);
    List<Long> held = new ArrayList<>();
    Hold hold =
        (worker, pid) -> {
          held.add(pid);
          return worker == 0;
        };
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> pool(python, hold).run(work, TorchRow.DDP_EQUAL))
        .withMessage(
            "PyTorch's processes cannot be held to the workers' shares: no control group may be"
                + " made here");
    assertThat(held).hasSize(2).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  @Test
  void tooFewExamplesAreRefused() throws IOException {
    TorchWork work = cifar(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool("none", HELD).run(work, TorchRow.LOCAL_SGD))
        .withMessage("2 processes need at least as many examples, not 1");
  }

  @Test
  void anInterpreterThatIsNotThereIsNamed() throws IOException {
    TorchWork work = cifar(16);
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> pool("/no/python", HELD).run(work, TorchRow.DDP_EQUAL))
        .withMessageContaining("/no/python");
  }
}
